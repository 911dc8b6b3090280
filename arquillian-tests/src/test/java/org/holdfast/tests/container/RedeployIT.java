package org.holdfast.tests.container;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.UUID;
import org.holdfast.server.client.VaultClient;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;

/** The adapter's native library stays loaded while the vault goes and comes. */
@ArquillianTest
class RedeployIT {

  private static final String VAULT = "vault";

  @Deployment(name = VAULT, managed = false, testable = false)
  static EnterpriseArchive vault() {
    return Deployments.asBuilt();
  }

  @Test
  @RunAsClient
  void deploy_againAndAgain_opensThroughTheHsmEachTime(@ArquillianResource Deployer deployer) {
    VaultClient client = TestServer.instance().client();
    for (int round = 1; round <= 3; round++) {
      int logged = TestServer.instance().serverLog().length();

      // Returns when the vault is open: see ContainerExtension.
      deployer.deploy(VAULT);

      JsonObject hsm = client.get("/api/v1/system/status").body();
      assertThat(hsm.getString("rootOfTrust")).as("round %d", round).isEqualTo("HSM_PROTECTED");
      assertThat(store(client).status()).as("round %d", round).isEqualTo(201);
      assertThat(TestServer.instance().serverLog().substring(logged))
          .as("round %d", round)
          .doesNotContain(" ERROR ")
          .doesNotContain("CKR_CRYPTOKI_ALREADY_INITIALIZED")
          .doesNotContain("IJ000100");
      deployer.undeploy(VAULT);
      assertThat(client.get("/health/live").status()).isEqualTo(404);
    }
  }

  private static VaultClient.Answer store(VaultClient client) {
    return client.post(
        "/api/v1/objects",
        Json.createObjectBuilder()
            .add("name", "object " + UUID.randomUUID())
            .add("type", "SECRET_DATA")
            .add("material", "AQID")
            .build(),
        TestServer.user(TestVault.KEY_ADMINISTRATOR));
  }
}
