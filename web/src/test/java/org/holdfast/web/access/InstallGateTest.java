package org.holdfast.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.holdfast.domain.error.ErrorCode;
import org.holdfast.web.access.InstallGate.Decision;
import org.junit.jupiter.api.Test;

class InstallGateTest {

  @Test
  void decide_beforePostInstall_servesThePostInstallPageAlone() {
    assertThat(InstallGate.decide("/post-install.xhtml", false, null)).isEqualTo(Decision.PASS);
    assertThat(InstallGate.decide("/login.xhtml", false, null)).isEqualTo(Decision.NOT_INSTALLED);
    assertThat(InstallGate.decide("/api/v1/objects", false, null))
        .isEqualTo(Decision.NOT_INSTALLED);
  }

  @Test
  void decide_afterPostInstall_servesAllButThePostInstallPage() {
    assertThat(InstallGate.decide("/post-install.xhtml", true, null))
        .isEqualTo(Decision.INSTALLED_ALREADY);
    assertThat(InstallGate.decide("/login.xhtml", true, null)).isEqualTo(Decision.PASS);
  }

  @Test
  void decide_whenNobodyKnows_saysThatTheDatabaseIsAway() {
    assertThat(InstallGate.decide("/home.xhtml", null, ErrorCode.DATABASE_AWAY))
        .isEqualTo(Decision.DATABASE_AWAY);
    assertThat(InstallGate.decide("/post-install.xhtml", null, null))
        .isEqualTo(Decision.DATABASE_AWAY);
  }

  @Test
  void decide_whileStarting_saysSo() {
    assertThat(InstallGate.decide("/home.xhtml", null, ErrorCode.STARTING))
        .isEqualTo(Decision.STARTING);
    assertThat(InstallGate.decide("/home.xhtml", true, ErrorCode.STARTING))
        .isEqualTo(Decision.PASS);
  }
}
