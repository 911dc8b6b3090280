package org.holdfast.cli.drill;

/**
 * A fault, and what is to come of it.
 *
 * @param name also that of its file in {@code etc/faults}
 * @param expected outcome in words
 * @param logins as many {@code C_Login} as may be sent while it is in force and until it is over
 * @param act makes it happen and watches
 */
record Scenario(String name, String expected, int logins, Act act) {

  /** What a scenario does. */
  interface Act {

    /**
     * Begins and ends with a vault in order.
     *
     * @throws Deviation if something else happens than is expected
     */
    void play(Stage stage);
  }
}
