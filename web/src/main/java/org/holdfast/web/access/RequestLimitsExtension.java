package org.holdfast.web.access;

import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.RequestBufferingHandler;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.ServletContext;
import java.time.Duration;

/**
 * Puts {@link RequestLimits} and {@link RestoreHandler} before everything else; the container finds
 * it as a service.
 */
public final class RequestLimitsExtension implements ServletExtension {

  private static final long MAX_BYTES = 4 << 20;

  /** A client that sends more than this before it reads its answer has itself to blame. */
  private static final long MAX_DISCARDED = 16 << 20;

  /** Enough for the largest body over 1 Mbit/s. */
  private static final Duration TIME = Duration.ofSeconds(45);

  /** Of 16 KiB: a body that fits in is waited for without a thread. */
  private static final int BUFFERS = 8;

  @Override
  public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
    deployment.addInitialHandlerChainWrapper(
        next ->
            new CompleteOnIoThread(
                new RequestLimits(
                    new RequestBufferingHandler(gated(next, context), BUFFERS),
                    MAX_BYTES,
                    MAX_DISCARDED,
                    TIME)));
  }

  /** After the buffers: a restore does not wait for a body that is still on its way. */
  private static HttpHandler gated(HttpHandler next, ServletContext context) {
    return new RestoreHandler(next, () -> RestoreGateAccess.of(context));
  }
}
