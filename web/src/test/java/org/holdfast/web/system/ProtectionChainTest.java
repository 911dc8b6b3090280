package org.holdfast.web.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.holdfast.domain.error.ErrorCode;
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
