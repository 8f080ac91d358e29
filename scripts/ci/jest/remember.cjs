/** Remembers an object's properties; the function returned makes it have these again, and no others but those to be kept. */
function remember(object, isKept = () => false) {
  const before = Object.getOwnPropertyDescriptors(object);
  return () => {
    for (const key of Reflect.ownKeys(object)) {
      if (!Object.hasOwn(before, key) && !isKept(key)) {
        Reflect.deleteProperty(object, key);
      }
    }
    for (const key of Reflect.ownKeys(before)) {
      const { value, get } = before[key];
      const now = Object.getOwnPropertyDescriptor(object, key);
      if (now?.value !== value || now?.get !== get) {
        Object.defineProperty(object, key, before[key]);
      }
    }
  };
}

module.exports = { remember };
