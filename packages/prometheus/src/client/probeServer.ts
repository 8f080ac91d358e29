import { ServerInfo } from '@nthlayer/engine';
import { z } from 'zod';

/** A reply as far as it tells who answers. */
export interface ProbeReply {
  readonly status: number;
  readonly body: string;
  /** A header that VictoriaMetrics sends with every reply. */
  readonly serverHostname: string | null;
}

/** Sends a GET to a path below the base URL. */
export type ProbeGet = (path: string) => Promise<ProbeReply>;

const buildInfo = z.object({
  data: z.object({
    application: z.string().optional(),
    version: z.string().optional(),
    revision: z.string().optional(),
    goVersion: z.string().optional(),
  }),
});
/** An answer of Thanos' own API. */
const stores = z.object({
  status: z.literal('success'),
  data: z.record(z.string(), z.array(z.unknown())),
});

/** What the remote side writes is shown to people, if it can be a version at all. */
const VERSION = /^[0-9A-Za-z][\w.+~-]{0,39}$/;
const VICTORIA_VERSION = /^vm_app_version\{[^}\n]*short_version="([^"\n]*)"/m;

function read<T>({ status, body }: ProbeReply, schema: z.ZodType<T>) {
  if (status < 200 || status >= 300) {
    return undefined;
  }
  try {
    return schema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

function infoOf(
  flavour: ServerInfo['flavour'],
  version: string | undefined,
): ServerInfo {
  return VERSION.test(version ?? '') ? { flavour, version } : { flavour };
}

/** Which product answers, by what it says of its build; undefined where it says nothing that is known. */
export async function probeServer(
  get: ProbeGet,
): Promise<ServerInfo | undefined> {
  const reply = await get('api/v1/status/buildinfo');
  if (reply.serverHostname !== null) {
    // Its build information speaks of the Prometheus that it stands in for.
    const { body } = await get('metrics');
    return infoOf('victoriametrics', VICTORIA_VERSION.exec(body)?.[1]);
  }
  const build = read(reply, buildInfo)?.data;
  if (!build) {
    return undefined;
  }
  if (/\bmimir\b/i.test(build.application ?? '')) {
    return infoOf('mimir', build.version);
  }
  if (read(await get('api/v1/stores'), stores)) {
    return infoOf('thanos', build.version);
  }
  const isBuilt = build.revision !== undefined || build.goVersion !== undefined;
  return isBuilt ? infoOf('prometheus', build.version) : undefined;
}
