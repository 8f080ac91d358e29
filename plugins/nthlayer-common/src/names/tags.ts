/**
 * Tag on everything that we write into other systems; what lacks it is not ours.
 *
 * @public
 */
export const OWNER_TAG = 'nthlayer';
