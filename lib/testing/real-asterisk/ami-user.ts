/** A user of the manager interface. */
export interface AmiUser {
  readonly username: string;
  readonly secret: string;
}

/** The user that tests log in as, unless they say otherwise. */
export const amiTestUser: AmiUser = { username: 'test', secret: 'test-only' };

/**
 * A `manager.conf` that lets `amiTestUser` in, on loopback only: what a test lays over the configuration that it boots.
 *
 * With `live_dangerously=no`, as is right, the manager action GetConfig reads files of the configuration directory only.
 */
export const amiTestManagerConf = `[general]
enabled=yes
bindaddr=127.0.0.1
port=5038

[${amiTestUser.username}]
secret=${amiTestUser.secret}
read=all
write=all
writetimeout=5000
`;
