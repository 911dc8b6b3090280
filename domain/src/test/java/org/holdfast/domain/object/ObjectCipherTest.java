package org.holdfast.domain.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.holdfast.domain.secret.SampleSecrets.flipped;
import static org.holdfast.domain.secret.SampleSecrets.secret;
import static org.holdfast.domain.secret.SampleSecrets.text;

import java.security.SecureRandom;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.holdfast.domain.crypto.Sealed;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.ObjectCipher.Binding;
import org.holdfast.domain.object.ObjectCipher.SealedMaterial;
import org.holdfast.domain.object.WrappedDataKey.UnderMasterKey;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObjectCipherTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ObjectId ID = new ObjectId(new UUID(1, 2));
  private static final Binding PLACE = new Binding(ID, 1, ObjectType.SECRET_DATA);

  private final MasterKeyRing ring = MasterKeyRing.create(RANDOM);
  private final SealedMaterial sealed = seal(PLACE, "material");

  @Test
  void open_sameBindingAndRing_isTheMaterial() {
    assertThat(text(open(PLACE, sealed, ring))).isEqualTo("material");
  }

  @Test
  void wrap_any_namesTheActiveMasterKey() {
    MasterKeyRing newer = ring.withFreshGeneration(RANDOM);

    assertThat(ObjectCipher.wrap(PLACE, ObjectCipher.newDataKey(RANDOM), newer, RANDOM).masterKey())
        .isEqualTo(newer.active().id())
        .isNotEqualTo(ring.active().id());
  }

  @Test
  void seal_sameMaterialTwice_sharesNothing() {
    SealedMaterial again = seal(PLACE, "material");

    assertThat(again.material()).isNotEqualTo(sealed.material());
    assertThat(wrapped(again).sealed()).isNotEqualTo(wrapped(sealed).sealed());
  }

  @Test
  void open_movedToAnotherObject_isRefused() {
    assertUnreadable(
        () ->
            open(
                new Binding(new ObjectId(new UUID(1, 3)), 1, ObjectType.SECRET_DATA),
                sealed,
                ring));
  }

  @Test
  void open_movedToAnotherVersion_isRefused() {
    assertUnreadable(() -> open(new Binding(ID, 2, ObjectType.SECRET_DATA), sealed, ring));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SECRET_DATA")
  void open_underAnotherType_isRefused(ObjectType type) {
    assertUnreadable(() -> open(new Binding(ID, 1, type), sealed, ring));
  }

  @Test
  void open_materialOfAnotherRow_isRefused() {
    SealedMaterial other = seal(PLACE, "other");

    assertUnreadable(
        () -> open(PLACE, new SealedMaterial(other.material(), sealed.dataKey()), ring));
    assertUnreadable(
        () -> open(PLACE, new SealedMaterial(sealed.material(), other.dataKey()), ring));
  }

  /** Both are AES-256-GCM of 32 bytes here; what they are for keeps them apart. */
  @Test
  void open_dataKeyPutInPlaceOfMaterial_isRefused() {
    Binding place = new Binding(ID, 1, ObjectType.SYMMETRIC_KEY);
    SealedMaterial key = seal(place, "0123456789abcdef0123456789abcdef");

    assertUnreadable(
        () -> open(place, new SealedMaterial(wrapped(key).sealed(), key.dataKey()), ring));
  }

  @Test
  void open_masterKeyNamedOtherThanTheOneThatWrapped_isRefused() {
    MasterKeyRing newer = ring.withFreshGeneration(RANDOM);
    UnderMasterKey mislabelled = new UnderMasterKey(newer.active().id(), wrapped(sealed).sealed());

    assertUnreadable(() -> open(PLACE, new SealedMaterial(sealed.material(), mislabelled), newer));
  }

  @Test
  void open_masterKeyNotInTheRing_isRefused() {
    assertUnreadable(() -> open(PLACE, sealed, MasterKeyRing.create(RANDOM)));
  }

  @Test
  void open_anyByteChanged_isRefused() {
    Sealed material = sealed.material();
    for (int i = 0; i < material.ciphertext().size(); i++) {
      Sealed changed = new Sealed(material.iv(), flipped(material.ciphertext(), i));
      assertUnreadable(() -> open(PLACE, new SealedMaterial(changed, sealed.dataKey()), ring));
    }
  }

  @Test
  void open_erased_isRefused() {
    Sealed nothing = new Sealed(Bytes.of(), Bytes.of());

    assertUnreadable(() -> open(PLACE, new SealedMaterial(nothing, sealed.dataKey()), ring));
    assertUnreadable(
        () ->
            open(
                PLACE,
                new SealedMaterial(
                    sealed.material(), new UnderMasterKey(ring.active().id(), nothing)),
                ring));
  }

  @Test
  void wrap_unwrappedUnderAnOlderMasterKey_opensTheSameMaterialWithTheNewOneAlone() {
    MasterKeyRing newer = ring.withFreshGeneration(RANDOM);
    SealedMaterial now;
    try (SecretBytes dataKey = ObjectCipher.unwrap(PLACE, wrapped(sealed), newer)) {
      now = new SealedMaterial(sealed.material(), ObjectCipher.wrap(PLACE, dataKey, newer, RANDOM));
    }

    assertThat(wrapped(now).masterKey()).isEqualTo(newer.active().id());
    assertThat(text(open(PLACE, now, newer))).isEqualTo("material");
    assertUnreadable(() -> open(PLACE, now, ring));
  }

  @Test
  void unwrap_dataKeyOfAnotherObject_isRefused() {
    Binding other = new Binding(new ObjectId(new UUID(9, 9)), 1, ObjectType.SECRET_DATA);

    assertUnreadable(() -> ObjectCipher.unwrap(other, wrapped(sealed), ring));
  }

  private SealedMaterial seal(Binding binding, String material) {
    try (SecretBytes dataKey = ObjectCipher.newDataKey(RANDOM)) {
      return new SealedMaterial(
          ObjectCipher.seal(binding, secret(material), dataKey, RANDOM),
          ObjectCipher.wrap(binding, dataKey, ring, RANDOM));
    }
  }

  private static SecretBytes open(Binding binding, SealedMaterial sealed, MasterKeyRing ring) {
    try (SecretBytes dataKey = ObjectCipher.unwrap(binding, wrapped(sealed), ring)) {
      return ObjectCipher.open(binding, sealed.material(), dataKey);
    }
  }

  private static UnderMasterKey wrapped(SealedMaterial sealed) {
    return (UnderMasterKey) sealed.dataKey();
  }

  private static void assertUnreadable(ThrowingCallable call) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(call)
        .extracting(VaultException::code)
        .isEqualTo(ErrorCode.OBJECT_UNREADABLE);
  }
}
