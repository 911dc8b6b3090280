package org.holdfast.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.domain.secret.SampleSecrets.bytes;
import static org.holdfast.domain.secret.SampleSecrets.flipped;
import static org.holdfast.domain.secret.SampleSecrets.key;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.junit.jupiter.api.Test;

class WalletFileTest {

  private final MasterKeyRing ring = SampleWallets.ring(3);
  private final Bytes wallet = WalletFile.encode(ring, key(1));

  @Test
  void decode_samePassword_hasTheSameKeysInTheSameOrder() {
    MasterKeyRing opened = WalletFile.decode(wallet, key(1)).orElseThrow();

    assertThat(opened.contentEquals(ring)).isTrue();
    assertThat(opened.generations()).extracting(MasterKey::generation).containsExactly(1, 2, 3);
    assertThat(opened.active().id()).isEqualTo(ring.active().id());
  }

  @Test
  void decode_moreThanNineGenerations_ordersByNumberAndNotByText() {
    MasterKeyRing many = SampleWallets.ring(11);

    MasterKeyRing opened = WalletFile.decode(WalletFile.encode(many, key(1)), key(1)).orElseThrow();

    assertThat(opened.active().generation()).isEqualTo(11);
    assertThat(opened.contentEquals(many)).isTrue();
  }

  @Test
  void decode_otherPassword_isEmpty() {
    assertThat(WalletFile.decode(wallet, key(2))).isEmpty();
  }

  @Test
  void decode_noWallet_isEmpty() {
    assertThat(WalletFile.decode(bytes(""), key(1))).isEmpty();
    assertThat(WalletFile.decode(bytes("no PKCS#12"), key(1))).isEmpty();
  }

  @Test
  void decode_cutOffAnywhere_isEmpty() {
    byte[] whole = wallet.toByteArray();

    for (int length = 0; length < whole.length; length += 37) {
      assertThat(WalletFile.decode(Bytes.of(Arrays.copyOf(whole, length)), key(1)))
          .as("%d of %d bytes", length, whole.length)
          .isEmpty();
    }
  }

  /** Some bytes of PKCS#12 mean nothing; wherever one is changed, no other key may come out. */
  @Test
  void decode_byteChanged_isEmptyOrTheSame() {
    int refused = 0;
    int tried = 0;
    for (int i = 0; i < wallet.size(); i += 29) {
      Optional<MasterKeyRing> opened = WalletFile.decode(flipped(wallet, i), key(1));
      tried++;
      if (opened.isEmpty()) {
        refused++;
      } else {
        assertThat(opened.get().contentEquals(ring)).as("byte %d", i).isTrue();
      }
    }
    assertThat(refused).isGreaterThan(tried * 8 / 10);
  }

  @Test
  void decode_passwordRightButNoMasterKeyInside_isEmpty() throws Exception {
    char[] password = WalletFile.password(key(1));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, password);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, password);

    assertThat(WalletFile.decode(Bytes.of(out.toByteArray()), key(1))).isEmpty();
  }

  /**
   * What an operator sees with a tool of their own: the entries' names say which keys there are.
   */
  @Test
  void encode_any_isPkcs12WithOneEntryPerGeneration() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(wallet.toByteArray()), "01".repeat(32).toCharArray());

    assertThat(Collections.list(store.aliases()))
        .containsExactlyInAnyOrderElementsOf(
            ring.generations().stream()
                .map(key -> "master-key-" + key.generation() + "-" + key.id())
                .toList());
  }

  @Test
  void encode_any_leavesRingAndPasswordUsable() {
    SecretBytes password = key(7);

    WalletFile.encode(ring, password);

    assertThat(password.isDestroyed()).isFalse();
    assertThat(ring.active().key().isDestroyed()).isFalse();
  }
}
