package org.holdfast.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.holdfast.web.access.InstallGate.Decision;
import org.junit.jupiter.api.Test;

class InstallGateTest {

  @Test
  void decide_beforePostInstall_servesThePostInstallPageAlone() {
    assertThat(InstallGate.decide("/post-install.xhtml", false)).isEqualTo(Decision.PASS);
    assertThat(InstallGate.decide("/login.xhtml", false)).isEqualTo(Decision.NOT_INSTALLED);
    assertThat(InstallGate.decide("/api/v1/objects", false)).isEqualTo(Decision.NOT_INSTALLED);
  }

  @Test
  void decide_afterPostInstall_servesAllButThePostInstallPage() {
    assertThat(InstallGate.decide("/post-install.xhtml", true))
        .isEqualTo(Decision.INSTALLED_ALREADY);
    assertThat(InstallGate.decide("/login.xhtml", true)).isEqualTo(Decision.PASS);
  }

  @Test
  void decide_whenNobodyKnows_saysThatTheDatabaseIsAway() {
    assertThat(InstallGate.decide("/home.xhtml", null)).isEqualTo(Decision.DATABASE_AWAY);
    assertThat(InstallGate.decide("/post-install.xhtml", null)).isEqualTo(Decision.DATABASE_AWAY);
  }
}
