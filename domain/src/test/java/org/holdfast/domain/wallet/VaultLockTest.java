package org.holdfast.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.junit.jupiter.api.Test;

/** A locked vault stays closed, whoever would open it, until the lock is released. */
class VaultLockTest {

  private final Vault vault =
      new Vault(Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));

  @Test
  void lock_openVault_zeroesItsKeysAndSaysWhy() {
    MasterKeyRing ring = SampleWallets.ring(2);
    vault.open(ring);

    vault.lock(ErrorCode.CLOSED_BY_ADMINISTRATOR, "by ann: drill");

    assertThat(ring.generations()).allMatch(key -> key.key().isDestroyed());
    assertThat(vault.status().open()).isFalse();
    assertThat(vault.status().cause()).isEqualTo(ErrorCode.CLOSED_BY_ADMINISTRATOR);
    assertThat(vault.status().detail()).isEqualTo("by ann: drill");
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> vault.with(MasterKeyRing::active))
        .satisfies(
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.VAULT_CLOSED);
              assertThat(refused.detail()).isEqualTo("Closed by an administrator");
            });
  }

  @Test
  void open_lockedVault_zeroesTheRingAndStaysClosed() {
    vault.lock(ErrorCode.CLOSED_BY_ADMINISTRATOR, null);
    MasterKeyRing ring = SampleWallets.ring(1);

    assertThat(vault.open(ring)).isFalse();

    assertThat(ring.generations()).allMatch(key -> key.key().isDestroyed());
    assertThat(vault.status().open()).isFalse();
  }

  @Test
  void close_lockedVault_keepsTheAdministratorsCause() {
    vault.lock(ErrorCode.CLOSED_BY_ADMINISTRATOR, "by ann: drill");

    vault.close(ErrorCode.DATABASE_AWAY, null);

    assertThat(vault.status().cause()).isEqualTo(ErrorCode.CLOSED_BY_ADMINISTRATOR);
  }

  @Test
  void release_seenLast_letsTheVaultOpen() {
    vault.lock(ErrorCode.CLOSED_BY_ADMINISTRATOR, null);

    assertThat(vault.release(vault.locks())).isTrue();

    assertThat(vault.isLocked()).isFalse();
    assertThat(vault.status().open()).isFalse();
    assertThat(vault.open(SampleWallets.ring(1))).isTrue();
    assertThat(vault.status().open()).isTrue();
  }

  @Test
  void release_lockedAgainMeanwhile_changesNothing() {
    vault.lock(ErrorCode.CLOSED_BY_ADMINISTRATOR, "first");
    long seen = vault.locks();
    vault.lock(ErrorCode.CLOSED_BY_ADMINISTRATOR, "second");

    assertThat(vault.release(seen)).isFalse();

    assertThat(vault.isLocked()).isTrue();
    assertThat(vault.open(SampleWallets.ring(1))).isFalse();
  }

  @Test
  void release_vaultThatIsNotLocked_isAllowed() {
    assertThat(vault.release(vault.locks())).isTrue();
    assertThat(vault.isLocked()).isFalse();
  }
}
