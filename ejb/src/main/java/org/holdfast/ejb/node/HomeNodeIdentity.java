package org.holdfast.ejb.node;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.UUID;
import org.holdfast.domain.home.RecordFile;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.identifier.Uuid7;
import org.holdfast.domain.node.NodeIdentity;
import org.jspecify.annotations.Nullable;

/** The identity lies in {@code etc/node}, made when it is first asked for. */
@ApplicationScoped
class HomeNodeIdentity implements NodeIdentity {

  private static final String TITLE = "holdfast node 1";

  @Inject private VaultConfig config;
  @Inject private SecureRandom random;

  private @Nullable UUID id;

  @Override
  public synchronized UUID id() {
    if (id == null) {
      Path file = config.home().resolve("etc/node");
      if (VaultHome.read(file).isEmpty()) {
        VaultHome.replace(
            file, new RecordFile(TITLE).with("id", Uuid7.next(random).toString()).encode());
      }
      id = UUID.fromString(RecordFile.decode(TITLE, VaultHome.read(file).orElseThrow()).get("id"));
    }
    return id;
  }
}
