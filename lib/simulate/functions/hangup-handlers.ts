import type { Channel, Value } from '../channel';
import type { World } from '../world';

/**
 * What `CHANNEL(hangup_handler_push)`, `…_pop` and `…_wipe` do; false for other items of the channel.
 *
 * `pop` takes the last one away, `wipe` all of them; both push what they are given. Source: `func_channel_write_real` (`funcs/func_channel.c`), measured.
 */
export function writeHandler(world: World, channel: Channel, item: string, value: Value): boolean {
  const [, verb] = /^\s*hangup_handler_(push|pop|wipe)\s*$/i.exec(item) ?? [];
  if (verb === undefined) {
    return false;
  }
  if (typeof value !== 'string') {
    return world.stop(`the hang-up handler ${value.unknown}`);
  }
  const { handlers, context, extension } = channel;
  if (verb.toLowerCase() === 'pop') {
    handlers.pop();
  } else if (verb.toLowerCase() === 'wipe') {
    handlers.length = 0;
  }
  if (value.trim() !== '') {
    const [place = '', ...args] = value.trim().split('(');
    const parts = place.split(',');
    // What is not said is that of the step which pushes it.
    const whole = [...[context, extension].slice(0, Math.max(0, 3 - parts.length)), ...parts].join(',');
    handlers.push([whole, ...args].join('('));
  }
  return true;
}
