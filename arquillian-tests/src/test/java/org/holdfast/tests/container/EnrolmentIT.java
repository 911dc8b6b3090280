package org.holdfast.tests.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import org.holdfast.domain.access.Endpoint;
import org.holdfast.domain.access.EndpointId;
import org.holdfast.domain.access.EndpointName;
import org.holdfast.domain.access.EndpointState;
import org.holdfast.domain.access.EnrolmentToken;
import org.holdfast.domain.access.GroupId;
import org.holdfast.domain.access.Label;
import org.holdfast.domain.access.RefusalCount;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.access.TokenText;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.access.Authenticate;
import org.holdfast.ejb.access.EndpointAuthority;
import org.holdfast.ejb.access.EnrolEndpoint;
import org.holdfast.ejb.access.ManageEndpoints;
import org.holdfast.ejb.access.ManageGroups;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@ArquillianTest
class EnrolmentIT {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String WRONG_TOKENS =
      "select count(*) from vault.audit_record where operation = 'ENROL_ENDPOINT'"
          + " and outcome = 'FAILED' and actor = 'unknown'";
  private static final String REQUEST =
      """
      -----BEGIN CERTIFICATE REQUEST-----
      MIH4MIGeAgEAMB0xGzAZBgNVBAMMEndpc2hlcyB0byBiZSBhZG1pbjBZMBMGByqG
      SM49AgEGCCqGSM49AwEHA0IABLi2cOIMXK4ezUkYyR+Jh5BiT1DTYStvsfLbM4vG
      wLFtUKRdWDHEVJ5GZKn4rF5Ocm+TOnXypC0P8Jb1Dga7bwegHzAdBgkqhkiG9w0B
      CQ4xEDAOMAwGA1UdEwQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAK5XzfuraqEC
      9ATfcHapC/ELyR3LOsqaHWV8YdsxboJdAiEAsKRVd+vkzs1kRsxNOU68yfRj+wfc
      nXYSLJaRVlOfySk=
      -----END CERTIFICATE REQUEST-----
      """;

  private static final String REFUSED =
      "select code from vault.audit_record where subject = ? and operation = ?"
          + " and outcome = 'FAILED' order by sequence";

  @EJB private ManageEndpoints endpoints;
  @EJB private EnrolEndpoint enrol;
  @EJB private ManageGroups groups;
  @EJB private EndpointAuthority authority;
  @EJB private Authenticate authenticate;
  @EJB private AsKeyAdministrator keyAdministrator;
  @Resource private ManagedExecutorService executor;
  @Inject private Sql sql;

  @Deployment
  static EnterpriseArchive vault() {
    return Deployments.with(EnrolmentIT.class);
  }

  @Test
  void enrol_freshToken_givesACertificateThatSignsIn() throws Exception {
    Endpoint endpoint = endpoint();

    EnrolEndpoint.Enrolled enrolled = enrol(token(endpoint));

    assertThat(enrolled.endpoint().state()).isEqualTo(EndpointState.ENROLLED);
    assertThat(enrolled.authorityPem()).isEqualTo(authority.certificatePem());
    assertThat(authenticate.byCertificate(fingerprint(enrolled.endpoint())))
        .satisfies(
            caller -> {
              assertThat(caller.name()).isEqualTo("endpoint:" + endpoint.name());
              assertThat(caller.role()).isEqualTo(Role.ENDPOINT);
            });
    assertThat(
            sql.texts(
                "select actor || ' ' || outcome from vault.audit_record"
                    + " where subject = ? and operation = 'ENROL_ENDPOINT'",
                endpoint.id().value()))
        .containsExactly("endpoint:" + endpoint.name() + " SUCCEEDED");
  }

  @Test
  void enrol_twoAtTheSameMoment_oneHasTheCertificate() throws Exception {
    Endpoint endpoint = endpoint();
    SecretChars token = token(endpoint);
    CyclicBarrier start = new CyclicBarrier(2);
    Callable<String> attempt =
        () -> {
          start.await();
          return Objects.toString(codeOf(() -> enrol(token)));
        };

    List<Future<String>> both = List.of(executor.submit(attempt), executor.submit(attempt));

    assertThat(List.of(both.get(0).get(), both.get(1).get()))
        .containsExactlyInAnyOrder("null", ErrorCode.ENROLMENT_TOKEN_INVALID.name());
    assertThat(
            sql.count(
                "select count(*) from vault.endpoint_certificate where endpoint_id = ?",
                endpoint.id().value()))
        .isEqualTo(1);
    assertThat(sql.texts(REFUSED, endpoint.id().value(), "ENROL_ENDPOINT"))
        .containsExactly(ErrorCode.ENROLMENT_TOKEN_INVALID.id());
  }

  @Test
  void enrol_wrongRequest_leavesTheTokenGood() throws Exception {
    SecretChars token = token(endpoint());

    assertThat(codeOf(() -> enrol.enrol(token, "no request")))
        .isEqualTo(ErrorCode.CERTIFICATE_REQUEST_INVALID);
    assertThat(enrol(token).endpoint().state()).isEqualTo(EndpointState.ENROLLED);
  }

  @Test
  void enrol_replacedUsedOrUnknownToken_isOneRefusal() {
    Endpoint endpoint = endpoint();
    SecretChars former = token(endpoint);
    SecretChars newest = token(endpoint);

    assertThat(codeOf(() -> enrol(former))).isEqualTo(ErrorCode.ENROLMENT_TOKEN_INVALID);
    enrol(newest);
    assertThat(codeOf(() -> enrol(newest))).isEqualTo(ErrorCode.ENROLMENT_TOKEN_INVALID);
    assertThat(codeOf(() -> enrol(SecretChars.copyOf("A".repeat(43).toCharArray()))))
        .isEqualTo(ErrorCode.ENROLMENT_TOKEN_INVALID);
  }

  /** Anybody can call this as often as they like: it must not fill the disk. */
  @Test
  void enrol_wrongTokensWithoutEnd_areRecordedUpToAPoint() throws Exception {
    long before = sql.count(WRONG_TOKENS);

    for (int i = 0; i < 3 * RefusalCount.EACH; i++) {
      SecretChars wrong = TokenText.fresh(RANDOM);
      assertThat(codeOf(() -> enrol(wrong))).isEqualTo(ErrorCode.ENROLMENT_TOKEN_INVALID);
    }

    // Two minutes' worth, if one ends meanwhile.
    assertThat(sql.count(WRONG_TOKENS) - before).isBetween(1L, 2L * RefusalCount.EACH);
  }

  @Test
  void enrol_again_revokesTheFormerCertificateAtOnce() {
    Endpoint endpoint = endpoint();
    Bytes former = fingerprint(enrol(token(endpoint)).endpoint());
    authenticate.byCertificate(former);

    Bytes fresh = fingerprint(enrol(token(endpoint)).endpoint());

    assertThat(codeOf(() -> authenticate.byCertificate(former)))
        .isEqualTo(ErrorCode.CERTIFICATE_NOT_KNOWN);
    assertThat(authenticate.byCertificate(fresh).isEndpoint()).isTrue();
  }

  @Test
  void suspend_signedInJustBefore_isRefusedFromTheNextRequestOnUntilResumed() throws Exception {
    EndpointId id = endpoint().id();
    Bytes certificate = fingerprint(enrol(token(find(id))).endpoint());
    authenticate.byCertificate(certificate);

    keyAdministrator.call(() -> endpoints.suspend(id));
    SecretChars token = token(find(id));

    assertThat(codeOf(() -> authenticate.byCertificate(certificate)))
        .isEqualTo(ErrorCode.ENDPOINT_SUSPENDED);
    assertThat(codeOf(() -> authenticate.byCertificate(certificate)))
        .isEqualTo(ErrorCode.ENDPOINT_SUSPENDED);
    assertThat(sql.texts(REFUSED, id.value(), "SIGN_IN"))
        .as("one record a minute")
        .containsExactly(ErrorCode.ENDPOINT_SUSPENDED.id());
    assertThat(codeOf(() -> enrol(token))).isEqualTo(ErrorCode.ENDPOINT_SUSPENDED);

    keyAdministrator.call(() -> endpoints.resume(id));

    assertThat(authenticate.byCertificate(certificate).isEndpoint()).isTrue();
  }

  @Test
  void revoke_signedInJustBefore_isRefusedForGoodAndVoidsTheToken() {
    EndpointId id = endpoint().id();
    Bytes certificate = fingerprint(enrol(token(find(id))).endpoint());
    authenticate.byCertificate(certificate);
    SecretChars unused = token(find(id));

    Endpoint revoked = keyAdministrator.call(() -> endpoints.revoke(id));

    assertThat(revoked.state()).isEqualTo(EndpointState.REGISTERED);
    assertThat(revoked.certificate()).isNull();
    assertThat(codeOf(() -> authenticate.byCertificate(certificate)))
        .isEqualTo(ErrorCode.CERTIFICATE_NOT_KNOWN);
    assertThat(codeOf(() -> enrol(unused))).isEqualTo(ErrorCode.ENROLMENT_TOKEN_INVALID);
  }

  @Test
  void delete_enrolled_freesTheNameAndRefusesTheCertificate() {
    Endpoint endpoint = endpoint();
    Bytes certificate = fingerprint(enrol(token(endpoint)).endpoint());

    assertThat(keyAdministrator.failureOf(() -> endpoints.delete(endpoint.id()))).isNull();

    assertThat(codeOf(() -> authenticate.byCertificate(certificate)))
        .isEqualTo(ErrorCode.CERTIFICATE_NOT_KNOWN);
    assertThat(keyAdministrator.call(() -> endpoints.create(endpoint.name(), "", null)).id())
        .isNotEqualTo(endpoint.id());
  }

  @Test
  void certificate_unknown_isRefusedAndRecordedOnce() throws Exception {
    Bytes stranger = Bytes.of(UUID.randomUUID().toString().getBytes(UTF_8));

    assertThat(codeOf(() -> authenticate.byCertificate(stranger)))
        .isEqualTo(ErrorCode.CERTIFICATE_NOT_KNOWN);
    assertThat(codeOf(() -> authenticate.byCertificate(stranger)))
        .isEqualTo(ErrorCode.CERTIFICATE_NOT_KNOWN);
    assertThat(
            sql.count(
                "select count(*) from vault.audit_record where actor = 'unknown' and detail = ?",
                "certificate " + stranger.toHex()))
        .isEqualTo(1);
  }

  @Test
  void groupNames_ofAPageOfEndpoints_areReadAtOnce() {
    EndpointId inTwo = endpoint().id();
    EndpointId inOne = endpoint().id();
    EndpointId inNone = endpoint().id();
    String suffix = UUID.randomUUID().toString();
    GroupId later = group("b " + suffix);
    GroupId first = group("a " + suffix);
    GroupId gone = group("c " + suffix);
    keyAdministrator.call(
        () -> {
          groups.add(later, inTwo);
          groups.add(first, inTwo);
          groups.add(first, inOne);
          groups.add(gone, inNone);
          groups.delete(gone);
          return true;
        });

    Map<EndpointId, List<String>> names =
        keyAdministrator.call(() -> endpoints.groupNames(List.of(inTwo, inOne, inNone)));

    assertThat(names)
        .containsOnly(
            Map.entry(inTwo, List.of("a " + suffix, "b " + suffix)),
            Map.entry(inOne, List.of("a " + suffix)));
    Map<EndpointId, List<String>> ofNobody =
        keyAdministrator.call(() -> endpoints.groupNames(List.of()));
    assertThat(ofNobody).isEmpty();
  }

  private GroupId group(String name) {
    return keyAdministrator.call(() -> groups.create(new Label(name, ""))).id();
  }

  private Endpoint endpoint() {
    EndpointName name = new EndpointName("it-" + UUID.randomUUID());
    return keyAdministrator.call(() -> endpoints.create(name, "", null));
  }

  private Endpoint find(EndpointId id) {
    return keyAdministrator.call(() -> endpoints.find(id));
  }

  private SecretChars token(Endpoint endpoint) {
    EnrolmentToken token =
        keyAdministrator.call(() -> endpoints.token(endpoint.id(), Duration.ofMinutes(5)));
    return token.token();
  }

  private EnrolEndpoint.Enrolled enrol(SecretChars token) {
    return enrol.enrol(token, REQUEST);
  }

  private static Bytes fingerprint(Endpoint endpoint) {
    return Objects.requireNonNull(endpoint.certificate()).fingerprint();
  }

  private static @Nullable ErrorCode codeOf(Runnable work) {
    try {
      work.run();
      return null;
    } catch (VaultException e) {
      return e.code();
    }
  }
}
