package org.holdfast.ejb.backup.store;

import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.OptionalFeature;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.mac.Mac;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.holdfast.domain.backup.HostKey;
import org.jspecify.annotations.Nullable;

/** What the vault negotiates with an SSH server: nothing with SHA-1, CBC or 1024 bits. */
final class SshAlgorithms {

  private SshAlgorithms() {}

  /** Hybrid key exchanges first: what is stored today is not to be read with tomorrow's means. */
  static List<KeyExchangeFactory> keyExchanges() {
    return NamedFactory.setUpTransformedFactories(
        true,
        List.of(
            BuiltinDHFactories.mlkem768x25519,
            BuiltinDHFactories.sntrup761x25519,
            BuiltinDHFactories.sntrup761x25519_openssh,
            BuiltinDHFactories.curve25519,
            BuiltinDHFactories.curve25519_libssh,
            BuiltinDHFactories.ecdhp256,
            BuiltinDHFactories.ecdhp384,
            BuiltinDHFactories.ecdhp521,
            BuiltinDHFactories.dhg16_512,
            BuiltinDHFactories.dhg18_512,
            BuiltinDHFactories.dhg14_256),
        ClientBuilder.DH2KEX);
  }

  /** GCM first: with the processor's own instructions it is the fastest that the JDK has. */
  static List<NamedFactory<Cipher>> ciphers() {
    return supported(
        List.of(
            BuiltinCiphers.aes128gcm,
            BuiltinCiphers.aes256gcm,
            BuiltinCiphers.aes128ctr,
            BuiltinCiphers.aes256ctr,
            BuiltinCiphers.cc20p1305_openssh));
  }

  static List<NamedFactory<Mac>> macs() {
    return supported(
        List.of(
            BuiltinMacs.hmacsha256etm,
            BuiltinMacs.hmacsha512etm,
            BuiltinMacs.hmacsha256,
            BuiltinMacs.hmacsha512));
  }

  /**
   * The kind of the pinned key comes first: a server with keys of several kinds shows that one. The
   * others follow, so that a server which has it no more shows what it has instead.
   */
  static List<NamedFactory<Signature>> signatures(@Nullable HostKey pinned) {
    List<BuiltinSignatures> all =
        new ArrayList<>(
            List.of(
                BuiltinSignatures.ed25519,
                BuiltinSignatures.nistp256,
                BuiltinSignatures.nistp384,
                BuiltinSignatures.nistp521,
                BuiltinSignatures.rsaSHA512,
                BuiltinSignatures.rsaSHA256));
    if (pinned != null) {
      List<BuiltinSignatures> first =
          all.stream()
              .filter(
                  signature ->
                      KeyUtils.getCanonicalKeyType(signature.getName()).equals(pinned.algorithm()))
              .toList();
      all.removeAll(first);
      all.addAll(0, first);
    }
    return supported(all);
  }

  private static <T, F extends NamedFactory<T> & OptionalFeature> List<NamedFactory<T>> supported(
      List<F> all) {
    return all.stream().filter(OptionalFeature::isSupported).<NamedFactory<T>>map(f -> f).toList();
  }
}
