package org.holdfast.web.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.ejb.rootoftrust.RootOfTrustView;
import org.holdfast.ejb.rootoftrust.RootView;
import org.holdfast.ejb.system.SystemView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProtectionChainTest {

  @Test
  void of_anOpenVaultInHsmMode_beginsAtTheHsmAndIsWhole() {
    ProtectionChain chain = ProtectionChain.of(view("HSM_PROTECTED", null, true), null);

    assertThat(chain.links().get(0).name()).isEqualTo("HSM");
    assertThat(chain.cause()).isNull();
    assertThat(chain.links()).noneMatch(ProtectionChain.Link::broken);
  }

  @Test
  void of_aVaultInPassphraseMode_beginsAtThePassphrase() {
    ProtectionChain chain = ProtectionChain.of(view("PASSPHRASE_PROTECTED", null, true), null);

    assertThat(chain.links().get(0).name()).isEqualTo("Recovery passphrase");
  }

  @Test
  void of_aClosedVault_isBrokenWhereTheCauseIs() {
    assertThat(brokenLink(ErrorCode.HSM_DEVICE_FAILED, true)).isEqualTo("HSM");
    assertThat(brokenLink(ErrorCode.WALLET_UNREADABLE, true)).isEqualTo("Wallet");
    assertThat(brokenLink(ErrorCode.CLOSED_BY_ADMINISTRATOR, true)).isEqualTo("Wallet");
    assertThat(brokenLink(null, false)).isEqualTo("Security objects");
  }

  @Test
  void of_oneHsmOfSeveralDown_isWhole_andSaysWhatIsDown() {
    ProtectionChain chain = chain(root(1, false), root(2, true));

    assertThat(chain.broken()).isFalse();
    assertThat(chain.cause()).isEqualTo(ErrorCode.SLOT_NOT_FOUND);
    assertThat(chain(root(1, false)).links().get(0).broken()).isTrue();
  }

  private static ProtectionChain chain(RootView... roots) {
    return ProtectionChain.of(
        view("HSM_PROTECTED", null, true),
        new RootOfTrustView(
            "HSM_PROTECTED",
            true,
            false,
            "SoftHSM2",
            ErrorCode.SLOT_NOT_FOUND,
            null,
            null,
            null,
            "softhsm",
            null,
            null,
            1,
            null,
            true,
            true,
            true,
            0,
            List.of(),
            null,
            List.of(roots),
            null));
  }

  private static RootView root(int priority, boolean up) {
    return new RootView(
        "hsm-" + priority,
        priority,
        "softhsm",
        "SoftHSM2",
        null,
        "0",
        1,
        "193f4a",
        up,
        up ? null : ErrorCode.SLOT_NOT_FOUND,
        null,
        null,
        null);
  }

  private static String brokenLink(@Nullable ErrorCode cause, boolean database) {
    return ProtectionChain.of(view("HSM_PROTECTED", cause, database), null).links().stream()
        .filter(ProtectionChain.Link::broken)
        .map(ProtectionChain.Link::name)
        .findFirst()
        .orElse("none");
  }

  private static SystemView view(String state, @Nullable ErrorCode cause, boolean database) {
    return new SystemView("1", true, state, cause == null, cause, Instant.EPOCH, database);
  }
}
