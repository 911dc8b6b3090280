package org.holdfast.server.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.holdfast.server.Failure;
import org.holdfast.server.home.Home;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialSecretsTest {

  private Home home;

  @BeforeEach
  void prepareHome(@TempDir Path folder) {
    home = Home.prepare(folder.resolve("home"));
  }

  @Test
  void of_secondTime_hasTheSamePasswords() throws IOException {
    TrialSecrets first = TrialSecrets.of(home);
    first.setInitialized();

    TrialSecrets second = TrialSecrets.of(home);

    assertThat(second.password(TrialSecrets.KEYS)).isEqualTo(first.password(TrialSecrets.KEYS));
    assertThat(second.pin()).isEqualTo(first.pin());
    assertThat(second.isInitialized()).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(second.file())))
        .isEqualTo("rw-------");
  }

  @Test
  void of_aHomeThatIsNoTrials_isRefused() throws IOException {
    Files.createDirectories(home.database().resolve("data"));

    assertThatThrownBy(() -> TrialSecrets.of(home))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("not a trial's");
  }
}
