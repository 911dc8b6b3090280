package org.holdfast.tests.container;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.shrinkwrap.api.Node;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The EAR as it was built; where tests run inside, with a web module of theirs beside the console.
 */
final class Deployments {

  private static final String APPLICATION = "META-INF/application.xml";
  private static final String WAR = "tests.war";
  private static final String MODULE =
      """
      <module>
        <web>
          <web-uri>%s</web-uri>
          <context-root>/tests</context-root>
        </web>
      </module>
      """
          .formatted(WAR);

  /** Under which name each bean calls that calls in a role: access is a matter of both. */
  private static final String CALLERS =
      """
      <jboss:ejb-jar xmlns:jboss="http://www.jboss.com/xml/ns/javaee"
          xmlns="http://java.sun.com/xml/ns/javaee" xmlns:s="urn:security:1.1"
          version="3.1" impl-version="2.0">
        <assembly-descriptor>
          %s%s%s%s
        </assembly-descriptor>
      </jboss:ejb-jar>
      """
          .formatted(
              caller(AsSystemAdministrator.class, TestVault.SYSTEM_ADMINISTRATOR),
              caller(AsKeyAdministrator.class, TestVault.KEY_ADMINISTRATOR),
              caller(AsAuditManager.class, TestVault.AUDIT_MANAGER),
              caller(AsUser.class, TestVault.USER));

  private Deployments() {}

  static EnterpriseArchive asBuilt() {
    return ShrinkWrap.createFromZipFile(
        EnterpriseArchive.class,
        new File(Objects.requireNonNull(System.getProperty("holdfast.ear"))));
  }

  /** With this test, and the beans that it calls the vault through. */
  static EnterpriseArchive with(Class<?> test) {
    WebArchive war =
        ShrinkWrap.create(WebArchive.class, WAR)
            .addClasses(
                test,
                TestVault.class,
                Caller.class,
                AsKeyAdministrator.class,
                AsSystemAdministrator.class,
                AsAuditManager.class,
                AsUser.class,
                Sql.class,
                TableDump.class)
            .addAsLibraries(libraryOf(Assertions.class))
            .addAsWebInfResource(new StringAsset(CALLERS), "jboss-ejb3.xml")
            .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
    EnterpriseArchive ear = asBuilt();
    String application = text(ear.get(APPLICATION));
    ear.setApplicationXML(
        new StringAsset(application.replace("</application>", MODULE + "</application>")));
    return ear.addAsModule(Testable.archiveToTest(war));
  }

  private static String caller(Class<? extends Caller> bean, String name) {
    return """
        <s:security>
          <ejb-name>%s</ejb-name>
          <s:run-as-principal>%s</s:run-as-principal>
        </s:security>
        """
        .formatted(bean.getSimpleName(), name);
  }

  private static String text(Node file) {
    try (InputStream in = file.getAsset().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static File libraryOf(Class<?> type) {
    try {
      return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
