package org.holdfast.ejb.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import org.holdfast.domain.access.WalletRepository;
import org.holdfast.domain.certificate.EndpointAuthority;
import org.holdfast.domain.certificate.NewAuthority;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.Material;
import org.holdfast.domain.material.MaterialReader;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.LinkType;
import org.holdfast.domain.object.RetrievedObject;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;

/** Makes the authority for endpoints at first need, and opens it for each use. */
@ApplicationScoped
class AuthorityKeeper {

  private static final String KEY = "Holdfast Endpoint CA";

  /** Name of the object that holds the certificate. */
  static final String CERTIFICATE = KEY + " certificate";

  @Inject private SystemKeyStore keys;
  @Inject private WalletRepository wallets;
  @Inject private Clock clock;
  @Inject private SecureRandom random;

  /** The authority's certificate, DER. */
  Bytes certificate() {
    makeIfMissing();
    return certificateIn(required(CERTIFICATE));
  }

  /** Lends the authority; the key is in memory only while {@code work} goes on. */
  <T> T with(Function<EndpointAuthority, T> work) {
    makeIfMissing();
    Bytes certificate = certificateIn(required(CERTIFICATE));
    try (RetrievedObject key = keys.open(required(KEY).id())) {
      return work.apply(EndpointAuthority.open(key.material(), certificate));
    }
  }

  private void makeIfMissing() {
    if (keys.find(CERTIFICATE).isPresent()) {
      return;
    }
    wallets.lock();
    // Somebody else may have made it while this one waited.
    if (keys.find(CERTIFICATE).isPresent()) {
      return;
    }
    try (NewAuthority made = EndpointAuthority.create(clock.instant(), random);
        Material key =
            MaterialReader.read(ObjectType.PRIVATE_KEY, Algorithm.EC, made.privateKey());
        SecretBytes der = SecretBytes.copyOf(made.certificate().der().toByteArray());
        Material certificate = MaterialReader.read(ObjectType.CERTIFICATE, Algorithm.EC, der)) {
      SecurityObject keptKey = keys.keep(KEY, key, Map.of());
      keys.keep(CERTIFICATE, certificate, Map.of(LinkType.PRIVATE_KEY, keptKey.id()));
    }
  }

  private SecurityObject required(String name) {
    return keys.find(name)
        .orElseThrow(() -> new VaultException(ErrorCode.OBJECT_UNREADABLE, name + " is missing"));
  }

  private Bytes certificateIn(SecurityObject object) {
    try (RetrievedObject certificate = keys.open(object.id())) {
      return certificate.material().lend(SecretAccess.granted(), Bytes::of);
    }
  }
}
