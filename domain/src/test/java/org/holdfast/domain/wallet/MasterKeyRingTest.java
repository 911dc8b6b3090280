package org.holdfast.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.holdfast.domain.secret.SampleSecrets.key;
import static org.holdfast.domain.wallet.SampleWallets.RANDOM;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MasterKeyRingTest {

  @Test
  void create_any_hasOneActiveKeyOfGeneration1And256Bits() {
    MasterKeyRing ring = MasterKeyRing.create(RANDOM);

    assertThat(ring.generations()).hasSize(1);
    assertThat(ring.active().generation()).isEqualTo(1);
    assertThat(ring.active().key().size()).isEqualTo(32);
  }

  @Test
  void create_twice_hasOtherKeys() {
    assertThat(MasterKeyRing.create(RANDOM).active().key())
        .matches(
            mine -> !mine.contentEquals(MasterKeyRing.create(RANDOM).active().key()),
            "another key each time");
  }

  @Test
  void constructor_noKey_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new MasterKeyRing(List.of()));
  }

  @Test
  void constructor_keysInAnyOrder_newestIsActive() {
    MasterKeyRing ring = new MasterKeyRing(List.of(masterKey(2), masterKey(10), masterKey(1)));

    assertThat(ring.generations()).extracting(MasterKey::generation).containsExactly(1, 2, 10);
    assertThat(ring.active().generation()).isEqualTo(10);
  }

  @Test
  void withFreshGeneration_any_keepsTheOldKeysAndActivatesANewOne() {
    MasterKeyRing first = MasterKeyRing.create(RANDOM);

    MasterKeyRing second = first.withFreshGeneration(RANDOM);

    assertThat(second.generations()).extracting(MasterKey::generation).containsExactly(1, 2);
    assertThat(second.active().id()).isNotEqualTo(first.active().id());
    assertThat(second.active().key().contentEquals(first.active().key())).isFalse();
    assertThat(second.generations().get(0).id()).isEqualTo(first.active().id());
    assertThat(second.generations().get(0).key().contentEquals(first.active().key())).isTrue();
  }

  @Test
  void withFreshGeneration_oldRingClosed_newRingStaysUsable() {
    MasterKeyRing first = MasterKeyRing.create(RANDOM);
    MasterKeyRing second = first.withFreshGeneration(RANDOM);

    first.close();

    assertThat(second.generations()).noneMatch(key -> key.key().isDestroyed());
  }

  @Test
  void without_former_isARingWithCopiesOfTheOthers() {
    MasterKeyRing ring = SampleWallets.ring(3);
    UUID gone = ring.generations().get(1).id();

    MasterKeyRing left = ring.without(gone);

    assertThat(left.generations()).extracting(MasterKey::generation).containsExactly(1, 3);
    assertThat(left.find(gone)).isEmpty();
    assertThat(left.active().id()).isEqualTo(ring.active().id());
    ring.close();
    assertThat(left.generations()).noneMatch(key -> key.key().isDestroyed());
  }

  @Test
  void without_activeOrUnknown_isRefused() {
    MasterKeyRing ring = SampleWallets.ring(2);

    assertThatIllegalArgumentException().isThrownBy(() -> ring.without(ring.active().id()));
    assertThatIllegalArgumentException().isThrownBy(() -> ring.without(new UUID(0, 1)));
  }

  @Test
  void close_any_zeroesEveryGeneration() {
    MasterKeyRing ring = SampleWallets.ring(3);

    ring.close();

    assertThat(ring.generations()).hasSize(3).allMatch(key -> key.key().isDestroyed());
  }

  @Test
  void find_eachGeneration_isFoundByItsIdentifier() {
    MasterKeyRing ring = SampleWallets.ring(3);

    assertThat(ring.generations())
        .allSatisfy(key -> assertThat(ring.find(key.id())).containsSame(key));
    assertThat(ring.find(new UUID(0, 0))).isEmpty();
  }

  @Test
  void contentEquals_otherNumberKeyOrIdentifier_isFalse() {
    UUID id = UUID.randomUUID();
    MasterKeyRing ring = new MasterKeyRing(List.of(new MasterKey(id, 1, key(1))));

    assertThat(ring.contentEquals(new MasterKeyRing(List.of(new MasterKey(id, 1, key(1))))))
        .isTrue();
    assertThat(ring.contentEquals(new MasterKeyRing(List.of(new MasterKey(id, 1, key(2))))))
        .isFalse();
    assertThat(ring.contentEquals(new MasterKeyRing(List.of(masterKey(1))))).isFalse();
    assertThat(ring.contentEquals(ring.withFreshGeneration(RANDOM))).isFalse();
  }

  @Test
  void toString_masterKey_showsNoKey() {
    assertThat(new MasterKey(new UUID(0, 1), 4, key(0xab)).toString())
        .isEqualTo("MasterKey[00000000-0000-0000-0000-000000000001, generation 4]");
  }

  private static MasterKey masterKey(int generation) {
    return new MasterKey(UUID.randomUUID(), generation, key(1));
  }
}
