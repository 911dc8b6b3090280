package org.holdfast.ejb.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.holdfast.domain.crypto.Sealed;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.ObjectAttributes;
import org.holdfast.domain.object.ObjectCipher.SealedMaterial;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository.Stored;
import org.holdfast.domain.object.WrappedDataKey;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.ejb.rootoftrust.VaultRestored;
import org.junit.jupiter.api.Test;

class KnownObjectsTest {

  private static final Sealed KEY = sealed(48);
  private static final Sealed LARGEST = sealed(8 << 10);

  private final KnownObjects known = new KnownObjects();

  @Test
  void kept_isFoundAsOfTheEpochSeenLast() {
    Stored first = stored(KEY, 7);
    known.keep(first);
    known.keep(stored(KEY, 9));

    assertThat(known.find(first.object().id())).contains(first.asOf(9));
    assertThat(known.find(new ObjectId(UUID.randomUUID()))).isEmpty();
  }

  @Test
  void forgottenOrOfBeforeARestore_isNotFound() {
    Stored one = stored(KEY, 7);
    Stored other = stored(KEY, 7);
    known.keep(one);
    known.keep(other);

    known.forget(one.object().id());
    assertThat(known.find(one.object().id())).isEmpty();
    assertThat(known.find(other.object().id())).isPresent();
    known.onRestore(new VaultRestored("sysadmin"));
    assertThat(known.find(other.object().id())).isEmpty();
  }

  @Test
  void largeOrDestroyed_isNotKept() {
    Stored large = stored(sealed((8 << 10) + 1), 7);
    Stored destroyed = new Stored(stored(KEY, 7).object(), 1, null, null, 7);
    known.keep(large);
    known.keep(destroyed);

    assertThat(known.find(large.object().id())).isEmpty();
    assertThat(known.find(destroyed.object().id())).isEmpty();
  }

  @Test
  void moreThanThereIsRoomFor_someAreKept() {
    List<Stored> all = Stream.generate(() -> stored(LARGEST, 7)).limit(4_000).toList();
    all.forEach(known::keep);

    long found =
        all.stream().filter(stored -> known.find(stored.object().id()).isPresent()).count();
    assertThat(found * LARGEST.ciphertext().size()).isBetween(8L << 20, 16L << 20);
  }

  private static Sealed sealed(int bytes) {
    return new Sealed(Bytes.of(new byte[12]), Bytes.of(new byte[bytes]));
  }

  private static Stored stored(Sealed material, long epoch) {
    return new Stored(
        new SecurityObject(
            new ObjectId(UUID.randomUUID()),
            "a key",
            ObjectType.SECRET_DATA,
            null,
            256,
            1,
            ObjectState.ACTIVE,
            Instant.EPOCH,
            Instant.EPOCH,
            "keyadmin",
            UUID.randomUUID(),
            true,
            ObjectAttributes.NONE,
            Set.of(),
            false,
            UUID.randomUUID()),
        1,
        new SealedMaterial(material, new WrappedDataKey.UnderMasterKey(UUID.randomUUID(), KEY)),
        UUID.randomUUID(),
        epoch);
  }
}
