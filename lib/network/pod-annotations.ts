import type { IpAddress, SingleIpFamily } from './ip-address';

/** The annotations by which a pod asks Calico for addresses of these pools; `ipFamilies` keeps it from getting others beside them. */
export function poolAnnotations(
  addresses: readonly IpAddress[],
  poolOf: (family: SingleIpFamily) => string,
  ipFamilies: boolean,
): Record<string, string> {
  const annotations = Object.fromEntries(
    addresses.map(({ family }) => [
      `cni.projectcalico.org/${family.toLowerCase()}pools`,
      JSON.stringify([poolOf(family)]),
    ]),
  );
  const families = addresses.map(({ family }) => family).sort();
  return {
    ...annotations,
    ...(ipFamilies ? { 'cni.projectcalico.org/ipFamilies': JSON.stringify(families) } : {}),
  };
}

/** The annotation by which a pod asks for exactly these addresses, whatever pool they are of. */
export function addressAnnotations(addresses: readonly IpAddress[]): Record<string, string> {
  return { 'cni.projectcalico.org/ipAddrs': JSON.stringify(addresses.map(({ text }) => text)) };
}
