package org.holdfast.web.rootoftrust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.holdfast.domain.credential.CredentialCheck;
import org.holdfast.domain.credential.CredentialFinding;
import org.holdfast.domain.credential.CredentialLinter;
import org.holdfast.domain.credential.CredentialReading;
import org.holdfast.domain.credential.KeyProtection;
import org.holdfast.domain.secret.SecretChars;
import org.junit.jupiter.api.Test;

class CredentialDocumentTest {

  @Test
  void render_moduleReading_hasNoTokenNameAndAsksForConfirmation() {
    String json =
        CredentialDocument.render(
            new CredentialCheck(
                new CredentialReading(KeyProtection.MODULE, null),
                List.of(),
                List.of(new CredentialFinding("NO_NAME", "No name.", "Give one.")),
                List.of()));

    assertThat(json)
        .startsWith("{\"reading\":{\"protection\":\"MODULE\",\"words\":\"module passphrase")
        .contains(
            "\"needsConfirmation\":true,\"problems\":[],"
                + "\"warnings\":[{\"id\":\"NO_NAME\",\"text\":\"No name.\",\"cure\":\"Give one.\"}]")
        .doesNotContain("tokenName");
  }

  @Test
  void render_namedReading_showsTheNameAndNothingOfThePassphrase() {
    try (SecretChars credential = SecretChars.takeFrom("wh'at s|vault-ocs".toCharArray())) {
      String json = CredentialDocument.render(CredentialLinter.check("entrust", credential, null));

      assertThat(json)
          .contains("\"tokenName\":\"vault-ocs\"", "\"id\":\"PASSPHRASE_CHARACTER\"")
          .doesNotContain("wh'at");
    }
  }
}
