import { paths } from '@nthlayer/backstage-plugin-nthlayer-common';

type Path = keyof paths;
export type Method = 'get' | 'post' | 'delete';

interface Operation {
  parameters: { query?: object; path?: object };
  requestBody?: { content: { 'application/json': object } };
  responses: object;
}

type JsonOf<Message> = Message extends {
  content: { 'application/json': infer Body };
}
  ? Body
  : void;

/** What is answered when all is well. */
type Answer<O extends Operation> = JsonOf<
  O['responses'][Exclude<keyof O['responses'], 'default'>]
>;

/** What is sent, and what is answered. */
export interface Endpoint {
  path: unknown;
  query: unknown;
  body: unknown;
  answer: unknown;
}

interface EndpointOf<O extends Operation> extends Endpoint {
  path: NonNullable<O['parameters']['path']>;
  query: NonNullable<O['parameters']['query']>;
  body: JsonOf<O['requestBody']>;
  answer: Answer<O>;
}

/** `/services/{kind}` as Express writes it, `/services/:kind`. */
type Template<P extends string> =
  P extends `${infer Before}{${infer Name}}${infer After}`
    ? `${Before}:${Name}${Template<After>}`
    : P;

/** The endpoints of one method, by path. */
export type ApiEndpoints<M extends Method> = {
  [P in Path as paths[P][M] extends Operation
    ? Template<P>
    : never]: paths[P][M] extends Operation ? EndpointOf<paths[P][M]> : never;
};
