package org.holdfast.ra;

import org.holdfast.domain.hsm.HsmConnectionContract;
import org.holdfast.domain.hsm.HsmConnectionFactory;
import org.holdfast.domain.hsm.HsmTarget;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The adapter keeps the port's contract on SoftHSM2. */
class SoftHsmConnectionTest extends HsmConnectionContract {

  private final SoftHsm hsm = SoftHsm.create();
  private final Adapter adapter = new Adapter();
  private final HsmConnectionFactory factory = adapter.factory();

  @AfterEach
  void stop() {
    adapter.close();
  }

  @Override
  protected HsmConnectionFactory factory() {
    return factory;
  }

  @Override
  protected HsmTarget target(@Nullable String label) {
    return hsm.target(label);
  }

  @Override
  protected void addToken(String label, String pin) {
    hsm.addToken(label, pin);
  }

  @Override
  protected void takeAway(String label) {
    hsm.takeAway();
  }

  @Override
  protected void bringBack(String label) {
    hsm.bringBack();
  }

  @Override
  protected void changePin(String label, String from, String to) {
    hsm.changePin(label, from, to);
  }
}
