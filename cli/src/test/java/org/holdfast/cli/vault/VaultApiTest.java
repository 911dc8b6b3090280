package org.holdfast.cli.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.domain.secret.SecretChars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultApiTest {

  @Test
  void open_authorityThatCannotBeRead_closesThePassword(@TempDir Path folder) {
    SecretChars password = SecretChars.copyOf("secret".toCharArray());
    VaultAddress address = VaultAddress.of("https://127.0.0.1/", folder.resolve("none.crt"));

    assertThatThrownBy(() -> new VaultApi(address, new Credentials("sam", password)))
        .isInstanceOf(CommandFailure.class);
    assertThat(password.isDestroyed()).isTrue();
  }
}
