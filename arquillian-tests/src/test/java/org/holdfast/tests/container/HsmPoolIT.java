package org.holdfast.tests.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmConnectionFactory;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.hsm.HsmUnavailable;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.hsm.VendorPack;
import org.holdfast.domain.hsm.VendorPacks;
import org.holdfast.domain.hsm.WrappedSecret;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.NewObject;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.ejb.object.CreateObject;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@ArquillianTest
class HsmPoolIT {

  private static final KeyRef ROOT_KEY = new KeyRef(1);

  @Resource(lookup = "java:/eis/HsmConnectionFactory")
  private HsmConnectionFactory factory;

  @EJB private CreateObject create;
  @EJB private AsKeyAdministrator keyAdministrator;
  @Inject private UserTransaction transaction;
  @Inject private VendorPacks vendors;
  @Inject private Sql sql;

  @Deployment
  static EnterpriseArchive vault() {
    return Deployments.with(HsmPoolIT.class);
  }

  @AfterEach
  void nothingIsLeftInUse() throws Exception {
    if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
      transaction.rollback();
    }
    assertThat(statistic("InUseCount")).as("sessions not given back").isZero();
  }

  @Test
  void pool_configured_hasItsSizes() throws Exception {
    ObjectName pool =
        only(
            "jboss.as:subsystem=resource-adapters,resource-adapter=holdfast-hsm,"
                + "connection-definitions=HsmPool");

    assertThat(attribute(pool, "maxPoolSize")).isEqualTo(Integer.toString(TestVault.POOL_MAX));
    assertThat(attribute(pool, "minPoolSize")).isEqualTo("0");
    assertThat(attribute(pool, "jndiName")).isEqualTo("java:/eis/HsmConnectionFactory");
  }

  @Test
  void getConnection_oftenMoreThanThePoolHolds_reusesItsSessions() throws Exception {
    for (int i = 0; i < 5 * TestVault.POOL_MAX; i++) {
      try (HsmConnection connection = factory.getConnection(target());
          SecretBytes random = connection.random(32)) {
        assertThat(random.size()).isEqualTo(32);
      }
    }

    assertThat(statistic("ActiveCount")).isBetween(1L, (long) TestVault.POOL_MAX);
    assertThat(statistic("MaxUsedCount")).isPositive();
  }

  @Test
  void getConnection_allInUse_isBusyUntilOneComesBack() throws Exception {
    List<HsmConnection> held = new ArrayList<>();
    try {
      for (int i = 0; i < TestVault.POOL_MAX; i++) {
        held.add(factory.getConnection(target()));
      }
      assertThat(statistic("InUseCount")).isEqualTo(TestVault.POOL_MAX);

      assertThatExceptionOfType(HsmUnavailable.class)
          .isThrownBy(() -> factory.getConnection(target()).close())
          .extracting(HsmException::fault)
          .isEqualTo(HsmFault.BUSY);

      held.remove(0).close();
      held.add(factory.getConnection(target()));
    } finally {
      held.forEach(HsmConnection::close);
    }
  }

  @Test
  void connection_failedCall_isGivenBackAllTheSame() throws Exception {
    for (int i = 0; i < 2 * TestVault.POOL_MAX; i++) {
      try (HsmConnection connection = factory.getConnection(target())) {
        assertThatExceptionOfType(HsmException.class)
            .isThrownBy(() -> connection.rootKey(new KeyRef(4711)))
            .extracting(HsmException::fault)
            .isEqualTo(HsmFault.KEY_MISSING);
      }
    }
  }

  /** The adapter takes no part in transactions: what it did in one that rolls back, it did. */
  @Test
  void wrap_insideATransactionThatRollsBack_worksBesideTheDatabaseAndStaysValid() throws Exception {
    WrappedSecret wrapped;
    transaction.begin();
    UUID id =
        keyAdministrator.call(
            () ->
                create
                    .register(
                        NewObject.of("object " + UUID.randomUUID(), ObjectType.SECRET_DATA, null),
                        SecretBytes.copyOf(new byte[] {1}),
                        null)
                    .id()
                    .value());
    try (HsmConnection connection = factory.getConnection(target());
        SecretBytes secret = SecretBytes.copyOf(new byte[] {4, 2})) {
      wrapped = connection.wrap(ROOT_KEY, secret);
      assertThat(sql.count("select count(*) from vault.security_object where id = ?", id))
          .isEqualTo(1);
    }
    assertThat(statistic("InUseCount")).as("given back before the transaction ends").isZero();
    transaction.rollback();

    assertThat(sql.count("select count(*) from vault.security_object where id = ?", id)).isZero();
    try (HsmConnection connection = factory.getConnection(target());
        SecretBytes unwrapped = connection.unwrap(wrapped)) {
      assertThat(unwrapped.contentEquals(SecretBytes.copyOf(new byte[] {4, 2}))).isTrue();
    }
  }

  /** Two connections in one transaction are two sessions, not one shared. */
  @Test
  void getConnection_twiceInATransaction_givesTwoSessions() throws Exception {
    transaction.begin();
    try (HsmConnection first = factory.getConnection(target());
        HsmConnection second = factory.getConnection(target())) {
      assertThat(statistic("InUseCount")).isEqualTo(2);
      assertThat(first.token()).isEqualTo(second.token());
    }
    transaction.commit();
  }

  private HsmTarget target() {
    VendorPack vendor = vendors.byId("softhsm").orElseThrow();
    return new HsmTarget(vendor, vendor.library(), TestVault.TOKEN);
  }

  private static long statistic(String name) throws Exception {
    return Long.parseLong(
        attribute(only("jboss.as:resource-adapter=holdfast-hsm,statistics=pool,*"), name));
  }

  private static String attribute(ObjectName bean, String name) throws Exception {
    return String.valueOf(server().getAttribute(bean, name));
  }

  private static ObjectName only(String pattern) throws Exception {
    Set<ObjectName> names = server().queryNames(new ObjectName(pattern), null);
    assertThat(names)
        .as(
            "%s among %s",
            pattern,
            server().queryNames(new ObjectName("jboss.as:resource-adapter=holdfast-hsm,*"), null))
        .hasSize(1);
    return names.iterator().next();
  }

  private static MBeanServer server() {
    return ManagementFactory.getPlatformMBeanServer();
  }
}
