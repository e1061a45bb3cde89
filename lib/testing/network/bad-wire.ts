/** What a wire does to each UDP packet that crosses it, in both directions. */
export interface BadWire {
  /** The share of packets that are lost, from 0 to 1. */
  readonly loss: number;
  /** How long a packet is under way, in milliseconds, and by how much that differs from packet to packet, up or down. */
  readonly delay: number;
  readonly jitter: number;
  /** The share of packets that overtake those before them. */
  readonly reorder: number;
  /** The share of packets that arrive twice. */
  readonly duplicate: number;
  /** What the chances are drawn from: the same seed, the same chances. */
  readonly seed: number;
}

/** The arguments of `BAD_WIRE`. */
export function badWireArguments({ loss, delay, jitter, reorder, duplicate, seed }: BadWire): string[] {
  return [loss, delay, jitter, reorder, duplicate, seed].map(String);
}

/**
 * A program for the Perl that mmdebstrap brings along: it carries frames between the interfaces `near` and `far`.
 *
 * `tc netem` would do the same, but not every kernel has it, and none lets older tools seed it. Only UDP suffers: what is lost of the search for
 * neighbours would say nothing about calls. Frames come with the header of virtio (PACKET_VNET_HDR), which says what of a checksum is still to be done.
 */
export const BAD_WIRE = String.raw`use strict; use warnings; use Socket; use Time::HiRes 'time';
my ($loss, $delay, $jitter, $reorder, $duplicate, $seed) = @ARGV;
my ($AF_PACKET, $SOL_PACKET, $VNET_HDR, $OUTGOING, $SIOCGIFINDEX) = (17, 263, 15, 4, 0x8933);
srand $seed;
sub port {
  my ($name) = @_;
  socket my $socket, $AF_PACKET, SOCK_RAW, 0 or die "socket: $!";
  my $request = pack 'Z16 x24', $name;
  ioctl $socket, $SIOCGIFINDEX, $request or die "$name: $!";
  setsockopt $socket, $SOL_PACKET, $VNET_HDR, pack('i', 1) or die "header: $!";
  bind $socket, pack('S n i x12', $AF_PACKET, 3, unpack('x16 i', $request)) or die "bind: $!";
  return $socket;
}
my @ports = map { port $_ } 'near', 'far';
my @waiting;
$| = 1; print "ready\n";
for (;;) {
  my $now = time;
  while (@waiting and $waiting[0][0] <= $now) { my (undef, $port, $frame) = @{ shift @waiting }; send $port, $frame, 0 }
  my $bits = '';
  vec($bits, fileno $_, 1) = 1 for @ports;
  my $rest = @waiting ? $waiting[0][0] - time : 1;
  select $bits, undef, undef, $rest < 0 ? 0 : $rest;
  for my $side (0, 1) {
    next unless vec $bits, fileno $ports[$side], 1;
    my $from = recv $ports[$side], my $frame, 65535, 0;
    next if not defined $from or (unpack 'S n i S C', $from)[4] == $OUTGOING;
    my ($type, $six, $four) = (unpack('x22 n', $frame), unpack('x30 C', $frame), unpack('x33 C', $frame));
    if (not(($type == 0x86dd and $six == 17) or ($type == 0x0800 and $four == 17))) { send $ports[1 - $side], $frame, 0; next }
    next if rand() < $loss;
    for (1 .. (rand() < $duplicate ? 2 : 1)) {
      my $late = rand() < $reorder ? 0 : ($delay + $jitter * (2 * rand() - 1)) / 1000;
      push @waiting, [time() + $late, $ports[1 - $side], $frame];
    }
    @waiting = sort { $a->[0] <=> $b->[0] } @waiting;
  }
}
`;
