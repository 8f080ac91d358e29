const {
  TIERS,
  overlayTiles,
  packColumns,
  rollUp,
  unknownColumns,
  unpackColumns,
  unpackTick,
} = require('@nthlayer/engine');

const TILES = 60;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const MINUTES_KEPT_MS = 3 * DAY_MS;
const ROWS_PER_STATEMENT = 100;

/**
 * Tiles are written in ticks and packed into chunks: 8 to 20 times smaller than the hours of doubles before. What was
 * kept for longer than three days in minutes is kept in five minutes from now on.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('tile_journal', table => {
    table.comment('Tiles of the last hours, as ticks read them');
    table.increments('id');
    table
      .integer('shard')
      .notNullable()
      .comment('Groups whose ids are near each other');
    table.bigInteger('start_ms').notNullable();
    table.bigInteger('end_ms').notNullable();
    table.binary('tiles').notNullable().comment('Packed by packTick');
    table.index(['shard', 'start_ms'], 'tile_journal_shard_idx');
  });
  await knex.schema.createTable('tile_chunks', table => {
    table.comment(
      'Tiles of one group, and sums of them, in slots of one length',
    );
    table.integer('group_id').notNullable();
    table.integer('step_ms').notNullable().comment('Length of a slot');
    table.bigInteger('start_ms').notNullable();
    table.binary('tiles').notNullable().comment('Packed by packColumns');
    table.primary(['group_id', 'step_ms', 'start_ms']);
    table.index(['step_ms', 'start_ms'], 'tile_chunks_start_ms_idx');
  });
  const [{ newest }] = await knex('tile_hours').max({ newest: 'hour_ms' });
  for (const { id } of await knex('tile_groups').select('id')) {
    const hours = await knex('tile_hours').where('group_id', id);
    const rows = toChunks(hours, Number(newest) - MINUTES_KEPT_MS);
    for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT) {
      const batch = rows.slice(at, at + ROWS_PER_STATEMENT);
      await knex('tile_chunks').insert(
        batch.map(row => ({ group_id: id, ...row })),
      );
    }
  }
  await knex.schema.dropTable('tile_hours');
};

/**
 * Single tiles that are past their three days do not come back; their hourly sums do.
 *
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.createTable('tile_hours', table => {
    table.comment('An hour of one-minute tiles with their sums');
    table.integer('group_id').notNullable();
    table.bigInteger('hour_ms').notNullable();
    table.double('bad').notNullable();
    table.double('total').notNullable();
    table.integer('known_tiles').notNullable();
    table
      .binary('tiles')
      .nullable()
      .comment(
        '60 bad and 60 total counts as little-endian doubles, NaN is unknown; dropped after 35 days',
      );
    table.primary(['group_id', 'hour_ms']);
    table.index(['hour_ms'], 'tile_hours_hour_ms_idx');
  });
  const ticks = (await knex('tile_journal').orderBy('id')).map(row => ({
    startMs: Number(row.start_ms),
    tick: unpackTick(row.tiles),
  }));
  for (const { id } of await knex('tile_groups').select('id')) {
    const chunks = await knex('tile_chunks').where('group_id', id);
    const rows = toHours(chunks, ticks, id);
    for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT) {
      const batch = rows.slice(at, at + ROWS_PER_STATEMENT);
      await knex('tile_hours').insert(
        batch.map(row => ({ group_id: id, ...row })),
      );
    }
  }
  await knex.schema.dropTable('tile_chunks');
  await knex.schema.dropTable('tile_journal');
};

/** Chunks of one group from its hours. */
function toChunks(hours, minutesFromMs) {
  const chunks = new Map();
  const put = ({ stepMs, chunkMs }, slots) => {
    const startMs = Math.floor(slots.startMs / chunkMs) * chunkMs;
    const key = `${stepMs} ${startMs}`;
    const chunk =
      chunks.get(key) ?? unknownColumns(startMs, stepMs, chunkMs / stepMs);
    chunks.set(key, chunk);
    overlayTiles(chunk, slots);
  };
  for (const hour of hours) {
    const hourMs = Number(hour.hour_ms);
    if (hour.tiles) {
      const minutes = readMinutes(hourMs, hour.tiles);
      put(TIERS.fiveMinutes, rollUp(minutes, TIERS.fiveMinutes.stepMs));
      if (hourMs >= minutesFromMs) {
        put(TIERS.minute, minutes);
      }
    }
    put(TIERS.hour, {
      startMs: hourMs,
      stepMs: HOUR_MS,
      known: [hour.known_tiles],
      bad: [hour.bad],
      total: [hour.total],
    });
  }
  return [...chunks.values()].map(chunk => ({
    step_ms: chunk.stepMs,
    start_ms: chunk.startMs,
    tiles: Buffer.from(packColumns(chunk)),
  }));
}

function readMinutes(hourMs, bytes) {
  const minutes = unknownColumns(hourMs, MINUTE_MS, TILES);
  for (let tile = 0; tile < TILES; tile++) {
    const total = bytes.readDoubleLE((TILES + tile) * 8);
    if (!Number.isNaN(total)) {
      minutes.known[tile] = 1;
      minutes.bad[tile] = bytes.readDoubleLE(tile * 8);
      minutes.total[tile] = total;
    }
  }
  return minutes;
}

/** Hours of one group from its chunks and the ticks that have not been sealed. */
function toHours(chunks, ticks, groupId) {
  const hours = new Map();
  const minutesOf = hourMs => {
    const hour = hours.get(hourMs) ?? {};
    hours.set(hourMs, hour);
    hour.minutes ??= unknownColumns(hourMs, MINUTE_MS, TILES);
    return hour.minutes;
  };
  const putMinutes = minutes => {
    const endMs = minutes.startMs + minutes.known.length * MINUTE_MS;
    const first = Math.floor(minutes.startMs / HOUR_MS) * HOUR_MS;
    for (let hourMs = first; hourMs < endMs; hourMs += HOUR_MS) {
      overlayTiles(minutesOf(hourMs), minutes);
    }
  };
  for (const chunk of chunks) {
    const slots = unpackColumns(
      chunk.tiles,
      Number(chunk.start_ms),
      chunk.step_ms,
    );
    if (chunk.step_ms === MINUTE_MS) {
      putMinutes(slots);
    } else if (chunk.step_ms === HOUR_MS) {
      slots.known.forEach((known, slot) => {
        const hourMs = slots.startMs + slot * HOUR_MS;
        const hour = hours.get(hourMs) ?? {};
        hours.set(hourMs, hour);
        Object.assign(hour, {
          sums: { known, bad: slots.bad[slot], total: slots.total[slot] },
        });
      });
    }
  }
  for (const { startMs, tick } of ticks) {
    const index = tick.groupIds.indexOf(groupId);
    if (index >= 0) {
      const [from, to] = [index * tick.tiles, (index + 1) * tick.tiles];
      putMinutes({
        startMs,
        stepMs: MINUTE_MS,
        known: tick.known.subarray(from, to),
        bad: tick.bad.subarray(from, to),
        total: tick.total.subarray(from, to),
      });
    }
  }
  return [...hours].map(toHourRow).filter(row => row.known_tiles > 0);
}

function toHourRow([
  hourMs,
  { minutes, sums = { known: 0, bad: 0, total: 0 } },
]) {
  const rolled = minutes && rollUp(minutes, HOUR_MS);
  const isWhole = rolled && rolled.known[0] >= sums.known;
  return {
    hour_ms: hourMs,
    bad: isWhole ? rolled.bad[0] : sums.bad,
    total: isWhole ? rolled.total[0] : sums.total,
    known_tiles: isWhole ? rolled.known[0] : sums.known,
    tiles: isWhole ? packHour(minutes) : null,
  };
}

function packHour({ known, bad, total }) {
  const bytes = Buffer.alloc(2 * TILES * 8);
  for (let tile = 0; tile < TILES; tile++) {
    bytes.writeDoubleLE(known[tile] ? bad[tile] : NaN, tile * 8);
    bytes.writeDoubleLE(known[tile] ? total[tile] : NaN, (TILES + tile) * 8);
  }
  return bytes;
}
