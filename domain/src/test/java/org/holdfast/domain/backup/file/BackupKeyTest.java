package org.holdfast.domain.backup.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.holdfast.domain.secret.SampleSecrets.flipped;

import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import org.holdfast.domain.crypto.Sealed;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.junit.jupiter.api.Test;

class BackupKeyTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final UUID BACKUP = new UUID(1, 2);

  private final MasterKeyRing ring = MasterKeyRing.create(RANDOM);

  @Test
  void open_ownForm_isTheKey() {
    try (BackupKey fresh = BackupKey.fresh(ring, BACKUP, RANDOM);
        SecretBytes opened =
            BackupKey.open(manifest(BACKUP, fresh.masterKey(), fresh.wrapped()), ring)) {
      assertThat(fresh.key().size()).isEqualTo(32);
      assertThat(opened.contentEquals(fresh.key())).isTrue();
      assertThat(fresh.masterKey()).isEqualTo(ring.active().id());
    }
  }

  @Test
  void open_masterKeyNoLongerActive_isTheKey() {
    try (BackupKey fresh = BackupKey.fresh(ring, BACKUP, RANDOM);
        MasterKeyRing later = ring.withFreshGeneration(RANDOM);
        SecretBytes opened =
            BackupKey.open(manifest(BACKUP, fresh.masterKey(), fresh.wrapped()), later)) {
      assertThat(opened.contentEquals(fresh.key())).isTrue();
    }
  }

  @Test
  void fresh_twice_isAnotherKey() {
    try (BackupKey one = BackupKey.fresh(ring, BACKUP, RANDOM);
        BackupKey other = BackupKey.fresh(ring, BACKUP, RANDOM)) {
      assertThat(one.key().contentEquals(other.key())).isFalse();
    }
  }

  @Test
  void open_otherBackupRingOrBytes_isNotProved() {
    try (BackupKey fresh = BackupKey.fresh(ring, BACKUP, RANDOM);
        MasterKeyRing later = ring.withFreshGeneration(RANDOM)) {
      Sealed wrapped = fresh.wrapped();
      assertNotProved(manifest(new UUID(1, 3), fresh.masterKey(), wrapped), ring);
      assertNotProved(manifest(BACKUP, later.active().id(), wrapped), later);
      assertNotProved(manifest(BACKUP, fresh.masterKey(), wrapped), MasterKeyRing.create(RANDOM));
      for (int i = 0; i < wrapped.ciphertext().size(); i++) {
        Sealed changed = new Sealed(wrapped.iv(), flipped(wrapped.ciphertext(), i));
        assertNotProved(manifest(BACKUP, fresh.masterKey(), changed), ring);
      }
    }
  }

  @Test
  void close_any_zeroesTheKeyAndShowsNone() {
    BackupKey fresh = BackupKey.fresh(ring, BACKUP, RANDOM);

    fresh.close();

    assertThat(fresh.key().isDestroyed()).isTrue();
    assertThat(fresh).hasToString("BackupKey[not shown]");
  }

  private static void assertNotProved(BackupManifest manifest, MasterKeyRing ring) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> BackupKey.open(manifest, ring))
        .extracting(VaultException::code)
        .isEqualTo(ErrorCode.BACKUP_NOT_PROVED);
  }

  private static BackupManifest manifest(UUID id, UUID masterKey, Sealed key) {
    BackupManifest like = SampleBackups.plain(List.of());
    return new BackupManifest(
        id,
        like.type(),
        like.version(),
        like.schemaVersion(),
        like.node(),
        like.created(),
        like.base(),
        like.roots(),
        like.files(),
        masterKey,
        key,
        like.tables(),
        like.objects());
  }
}
