package org.holdfast.persistence.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.domain.access.Caller;
import org.holdfast.domain.access.Endpoint;
import org.holdfast.domain.access.EndpointCertificate;
import org.holdfast.domain.access.EndpointId;
import org.holdfast.domain.access.EndpointName;
import org.holdfast.domain.access.EndpointRepository;
import org.holdfast.domain.access.EndpointState;
import org.holdfast.domain.access.GroupId;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.persistence.access.VaultRows.Unique;

/** Adds rows to the vault schema, and reads through the projections in the node schema. */
@ApplicationScoped
class JpaEndpointRepository implements EndpointRepository {

  private static final String SELECT =
      "select e, c from CurrentEndpointEntity e"
          + " left join CurrentCertificateEntity c on c.id = e.certificateId where ";

  @PersistenceContext private EntityManager entities;
  @Inject private VaultRows rows;
  @Inject private Clock clock;

  @Override
  public void add(Endpoint endpoint) {
    EndpointEntity row = new EndpointEntity();
    row.name = endpoint.name().value();
    rows.add(row, endpoint.id().value(), endpoint.created(), endpoint.createdBy(), null);
    Unique name =
        new Unique(
            "endpoint_current_name",
            new VaultException(ErrorCode.ENDPOINT_NAME_TAKEN).atField("name"));
    rows.add(
        changeOf(endpoint), endpoint.revision(), endpoint.created(), endpoint.createdBy(), name);
  }

  @Override
  public void change(Endpoint endpoint, String by) {
    rows.add(changeOf(endpoint), by, null);
  }

  @Override
  public Optional<Endpoint> find(EndpointId id) {
    return endpoints(select("e.id = :id", "").setParameter("id", id.value())).findFirst();
  }

  @Override
  public Optional<Endpoint> find(EndpointName name) {
    return endpoints(
            select("e.name = :name and e.living = true", "").setParameter("name", name.value()))
        .findFirst();
  }

  @Override
  public Page<Endpoint> list(Query query, PageRequest page) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    String where = where(query, parameters);
    TypedQuery<Object[]> found = select(where, " order by e.name");
    TypedQuery<Long> count =
        entities.createQuery(
            "select count(e) from CurrentEndpointEntity e where " + where, Long.class);
    parameters.forEach(found::setParameter);
    parameters.forEach(count::setParameter);
    return new Page<>(
        endpoints(found.setFirstResult(page.offset()).setMaxResults(page.limit())).toList(),
        count.getSingleResult());
  }

  @Override
  public void addToken(StoredToken token, String by) {
    EnrolmentTokenEntity row = new EnrolmentTokenEntity();
    row.endpointId = token.endpoint().value();
    row.digest = token.digest().toByteArray();
    row.expiresAt = token.expires();
    rows.add(row, token.id(), clock.instant(), by, null);
  }

  @Override
  public Optional<StoredToken> token(Bytes digest) {
    return entities
        .createQuery(
            "select t from EnrolmentTokenEntity t where t.digest = :digest order by t.id desc",
            EnrolmentTokenEntity.class)
        .setParameter("digest", digest.toByteArray())
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .map(this::toDomain);
  }

  @Override
  public void addCertificate(EndpointCertificate certificate, Bytes der) {
    EndpointCertificateEntity row = new EndpointCertificateEntity();
    row.endpointId = certificate.endpoint().value();
    row.serial = certificate.serial();
    row.fingerprint = certificate.fingerprint().toByteArray();
    row.certificate = der.toByteArray();
    row.notBefore = certificate.notBefore();
    row.notAfter = certificate.notAfter();
    String by = find(certificate.endpoint()).map(Caller::nameOf).orElse(AuditEvent.SYSTEM);
    Unique token =
        new Unique(
            "endpoint_certificate_pkey", new VaultException(ErrorCode.ENROLMENT_TOKEN_INVALID));
    rows.add(row, certificate.id(), clock.instant(), by, token);
  }

  @Override
  public Optional<EndpointCertificate> certificate(Bytes fingerprint) {
    return certificates(
            certificate("c.fingerprint = :fingerprint", "")
                .setParameter("fingerprint", fingerprint.toByteArray()))
        .findFirst();
  }

  @Override
  public List<EndpointCertificate> certificates(EndpointId endpoint) {
    return certificates(
            certificate("c.endpointId = :endpoint", " order by c.id desc")
                .setParameter("endpoint", endpoint.value()))
        .toList();
  }

  @Override
  public void revoke(EndpointCertificate certificate, String reason, String by) {
    CertificateRevocationEntity row = new CertificateRevocationEntity();
    row.certificateId = certificate.id();
    row.reason = reason;
    rows.add(row, by, null);
  }

  @Override
  public List<EndpointCertificate> revoked(Instant now) {
    return certificates(
            certificate("c.revokedAt is not null and c.notAfter > :now", " order by c.id")
                .setParameter("now", now))
        .toList();
  }

  @Override
  public List<Endpoint> expiringBefore(Instant time) {
    return endpoints(
            select("e.state = :enrolled and c.notAfter < :time", " order by c.notAfter, e.name")
                .setParameter("enrolled", EndpointState.ENROLLED)
                .setParameter("time", time))
        .toList();
  }

  private TypedQuery<Object[]> select(String where, String order) {
    return entities.createQuery(SELECT + where + order, Object[].class);
  }

  private Stream<Endpoint> endpoints(TypedQuery<Object[]> query) {
    return query.getResultList().stream()
        .map(
            row ->
                rows.fresh((CurrentEndpointEntity) row[0])
                    .toDomain(rows.freshIfAny((CurrentCertificateEntity) row[1])));
  }

  private TypedQuery<CurrentCertificateEntity> certificate(String where, String order) {
    return entities.createQuery(
        "select c from CurrentCertificateEntity c where " + where + order,
        CurrentCertificateEntity.class);
  }

  private Stream<EndpointCertificate> certificates(TypedQuery<CurrentCertificateEntity> query) {
    return query.getResultList().stream().map(row -> rows.fresh(row).toDomain());
  }

  private StoredToken toDomain(EnrolmentTokenEntity row) {
    long certificates =
        entities
            .createQuery(
                "select count(c) from EndpointCertificateEntity c where c.id = :id", Long.class)
            .setParameter("id", row.id)
            .getSingleResult();
    long newer =
        entities
            .createQuery(
                "select count(t) from EnrolmentTokenEntity t"
                    + " where t.endpointId = :endpoint and t.id > :id",
                Long.class)
            .setParameter("endpoint", row.endpointId)
            .setParameter("id", row.id)
            .getSingleResult();
    return new StoredToken(
        row.id,
        new EndpointId(row.endpointId),
        Bytes.of(row.digest),
        row.expiresAt,
        certificates > 0,
        newer == 0);
  }

  private static EndpointChangeEntity changeOf(Endpoint endpoint) {
    WalletId wallet = endpoint.defaultWallet();
    EndpointChangeEntity row = new EndpointChangeEntity();
    row.endpointId = endpoint.id().value();
    row.state = endpoint.state();
    row.description = endpoint.description();
    row.defaultWalletId = wallet == null ? null : wallet.value();
    return row;
  }

  private static String where(Query query, Map<String, Object> parameters) {
    StringBuilder where = new StringBuilder("e.living = true");
    String part = query.nameContains();
    if (part != null && !part.isBlank()) {
      where.append(" and lower(e.name) like :part escape '!'");
      parameters.put("part", NamePart.pattern(part));
    }
    EndpointState state = query.state();
    if (state != null) {
      where.append(" and e.state = :state");
      parameters.put("state", state);
    }
    GroupId group = query.in();
    if (group != null) {
      where.append(
          " and e.id in (select m.id.endpointId from CurrentMemberEntity m"
              + " where m.id.groupId = :group)");
      parameters.put("group", group.value());
    }
    return where.toString();
  }
}
