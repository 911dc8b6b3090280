package org.holdfast.tests.container;

import org.jboss.arquillian.config.descriptor.api.ContainerDef;
import org.jboss.arquillian.container.spi.Container;
import org.jboss.arquillian.container.spi.ContainerRegistry;
import org.jboss.arquillian.container.spi.event.container.AfterDeploy;
import org.jboss.arquillian.container.spi.event.container.AfterStop;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;

/**
 * Lays the ground before the container is started, and installs the vault when it is deployed: each
 * test finds it in HSM mode and open.
 */
public final class ContainerExtension implements LoadableExtension {

  @Override
  public void register(ExtensionBuilder builder) {
    builder.observer(Ground.class);
  }

  /** Made by Arquillian. */
  public static final class Ground {

    private final TestServer server = TestServer.instance();

    /** The containers are known, and not started yet. */
    public void prepare(@Observes ContainerRegistry registry) {
      for (Container<?> container : registry.getContainers()) {
        ContainerDef definition = container.getContainerConfiguration();
        server.configuration().forEach(definition::overrideProperty);
        definition
            .protocol("Servlet 5.0")
            .property("host", "127.0.0.1")
            .property("port", Integer.toString(server.testsPort()));
      }
    }

    public void install(@Observes AfterDeploy event) {
      server.ensureInstalled();
    }

    public void stop(@Observes AfterStop event) {
      server.stop();
    }
  }
}
