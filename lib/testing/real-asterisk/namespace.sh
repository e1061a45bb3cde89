#!/bin/bash
# Runs Asterisk from a root file system inside namespaces that `unshare` has just made; process 1 of them.
#
# usage: namespace.sh ROOT SCRATCH CONFIG UID GID READONLY OWN-NETWORK HOSTNAME NAMESERVERS ADDRESSES STATE
#
# Every mount lies in this mount namespace, so that the kernel removes all of it with the last process.
# File descriptor 3 tells the caller this process's number outside; end of standard input means that the caller is gone.
set -eu
root=$1 scratch=$2 config=$3 uid=$4 gid=$5 readonly=$6 own_network=$7 host=$8 nameservers=$9 addresses=${10} state=${11}

# /proc still is the outer one, and so knows the outer number.
read -r outer_pid _ </proc/self/stat
exec 4<&0 </dev/null

ip link set lo up
if [ "$own_network" = 1 ]; then
  # Asterisk takes its entity id from a network interface that has an IPv4 address. Not every kernel has the dummy driver.
  ip link add eth0 type dummy 2>/dev/null || {
    ip link add eth0 type veth peer name eth0-peer
    ip link set eth0-peer up
  }
  ip link set eth0 up
  for address in $addresses; do
    case $address in
      # Without `nodad` an IPv6 address is tentative for a second, and cannot be bound to.
      *:*) ip addr add "$address" dev eth0 nodad ;;
      *) ip addr add "$address" dev eth0 ;;
    esac
  done
fi

mount -t tmpfs -o mode=0755 tmpfs "$scratch"
cd "$scratch"
mkdir lower upper work root
# Bound to a name of ours first: a `:` or `,` in the path would mean something to overlay.
mount --bind "$root" lower
mount -t overlay overlay -o lowerdir=lower,upperdir=upper,workdir=work root

mkdir -p root/proc root/dev root/tmp root/run root/etc/asterisk root/var/{lib,log,spool}/asterisk
mount -t proc proc root/proc
mount -t tmpfs -o mode=0755 tmpfs root/dev
for device in null zero full random urandom tty; do
  : >root/dev/$device
  mount --bind /dev/$device root/dev/$device
done
mkdir -m 1777 root/dev/shm

rm -f root/etc/hosts root/etc/resolv.conf
printf '127.0.0.1 localhost %s\n::1 localhost %s\n' "$host" "$host" >root/etc/hosts
: >root/etc/resolv.conf
for nameserver in $nameservers; do
  printf 'nameserver %s\n' "$nameserver" >>root/etc/resolv.conf
done

mount -t tmpfs -o mode=0755 tmpfs root/run
mkdir root/run/asterisk
chown "$uid:$gid" root/run/asterisk

mkdir configuration
cp -RL "$config"/. configuration/
# Nothing is left outside, even if the caller is killed.
rm -rf "$config"
if [ "$readonly" = 1 ]; then
  for directory in lib log spool; do
    mount -t tmpfs -o "mode=0750,uid=$uid,gid=$gid" tmpfs root/var/$directory/asterisk
  done
  mount -t tmpfs -o mode=1777 tmpfs root/tmp
  mount -o remount,ro root/run
  mount -t tmpfs -o "mode=0755,uid=$uid,gid=$gid" tmpfs root/run/asterisk
else
  chown -R "$uid:$gid" root/var/{lib,log,spool}/asterisk
fi
if [ -n "$state" ]; then
  for directory in lib log spool; do
    mkdir -p "$state/$directory"
    chown -R "$uid:$gid" "$state/$directory"
    mount --bind "$state/$directory" root/var/$directory/asterisk
  done
fi
mount -t tmpfs -o "mode=0750,uid=$uid,gid=$gid" tmpfs root/etc/asterisk
cp -R configuration/. root/etc/asterisk/
chown -R "$uid:$gid" root/etc/asterisk
chmod -R u+rwX root/etc/asterisk
if [ "$readonly" = 1 ]; then
  mount -o remount,ro root
fi

TERM=dumb LC_ALL=C.UTF-8 chroot --userspec="$uid:$gid" root /usr/sbin/asterisk -f 3>&- 4<&- &
asterisk=$!
{
  cat <&4 >/dev/null
  kill -KILL "$asterisk"
} 3>&- &
echo "$outer_pid" >&3
exec 3>&- 4<&-

status=0
wait "$asterisk" || status=$?
exit "$status"
