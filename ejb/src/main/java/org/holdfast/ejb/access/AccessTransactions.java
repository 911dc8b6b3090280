package org.holdfast.ejb.access;

import static jakarta.ejb.TransactionAttributeType.REQUIRES_NEW;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.inject.Inject;
import java.util.Optional;
import org.holdfast.domain.access.EndpointRepository;
import org.holdfast.domain.access.User;
import org.holdfast.domain.access.UserName;
import org.holdfast.domain.access.UserRepository;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.ejb.access.CertificateSignIn.Holder;

/** The transactions of signing in: a refusal is recorded although the call fails. */
@Stateless
@PermitAll
@TransactionAttribute(REQUIRES_NEW)
public class AccessTransactions {

  @Inject private UserRepository users;
  @Inject private EndpointRepository endpoints;
  @Inject private AuditTrail audit;

  public Optional<User> find(UserName name) {
    return users.find(name);
  }

  public Optional<Holder> holder(Bytes fingerprint) {
    return endpoints
        .certificate(fingerprint)
        .flatMap(
            certificate ->
                endpoints
                    .find(certificate.endpoint())
                    .map(endpoint -> new Holder(certificate, endpoint)));
  }

  public void audit(AuditEvent event) {
    audit.append(event);
  }

  public void changePassword(User user, String hash, AuditEvent event) {
    users.changePassword(user, hash);
    audit.append(event);
  }
}
