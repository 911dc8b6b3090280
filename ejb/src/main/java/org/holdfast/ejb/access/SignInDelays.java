package org.holdfast.ejb.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.holdfast.domain.access.SignInDelay;

/** Failed sign-ins by name, the most recent ten thousand names. */
@ApplicationScoped
class SignInDelays {

  private static final int MAX_NAMES = 10_000;

  @Inject private Clock clock;

  private final Map<String, SignInDelay> byName =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SignInDelay> eldest) {
          return size() > MAX_NAMES;
        }
      };

  synchronized Optional<Duration> remaining(String name) {
    return byName.getOrDefault(name, SignInDelay.NONE).remaining(clock.instant());
  }

  synchronized void failed(String name) {
    byName.put(name, byName.getOrDefault(name, SignInDelay.NONE).failed(clock.instant()));
  }

  synchronized void succeeded(String name) {
    byName.remove(name);
  }
}
