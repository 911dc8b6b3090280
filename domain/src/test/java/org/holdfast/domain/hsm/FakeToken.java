package org.holdfast.domain.hsm;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/**
 * A token of {@link FakeHsm}. A test takes it away, changes its PIN or its keys behind the vault's
 * back, and reads how many logins reached it.
 */
public final class FakeToken {

  private static final int DEFAULT_TRIES = 10;

  private final String label;
  private final String serial;
  private final long slot;
  private final Map<Long, FakeKey> keys = new LinkedHashMap<>();
  private char[] pin;
  private Set<WrapMechanism> mechanisms = EnumSet.allOf(WrapMechanism.class);
  private int tries = DEFAULT_TRIES;
  private int wrongPins;
  private int logins;
  private int keyNumber;
  private boolean present = true;
  private boolean full;
  private long nextHandle = 1;

  FakeToken(String label, String serial, long slot, String pin) {
    this.label = label;
    this.serial = serial;
    this.slot = slot;
    this.pin = pin.toCharArray();
  }

  /** The token is unreachable until {@link #bringBack}; sessions and login are lost. */
  public synchronized void takeAway() {
    present = false;
  }

  public synchronized void bringBack() {
    present = true;
  }

  /** Changes the PIN on the token; the vault is not told. */
  public synchronized void changePin(String newPin) {
    pin = newPin.toCharArray();
    wrongPins = 0;
  }

  /** The token locks after so many wrong PINs in a row. */
  public synchronized void lockAfter(int wrongTries) {
    tries = wrongTries;
  }

  /** The security officer unlocks the token. */
  public synchronized void unlock() {
    wrongPins = 0;
  }

  /** What the token offers from now on. */
  public synchronized void offer(Set<WrapMechanism> offered) {
    mechanisms = offered.isEmpty() ? EnumSet.noneOf(WrapMechanism.class) : EnumSet.copyOf(offered);
  }

  /** A full token makes no objects. */
  public synchronized void fillUp(boolean isFull) {
    full = isFull;
  }

  /** Logins that reached the token, right or wrong. */
  public synchronized int logins() {
    return logins;
  }

  /** Wrong PINs since the last right one. */
  public synchronized int wrongPins() {
    return wrongPins;
  }

  /** Value of the number object; 0 if it is not there. */
  public synchronized int keyNumber() {
    return keyNumber;
  }

  public synchronized int keyCount() {
    return keys.size();
  }

  /** Makes a key behind the vault's back; with a number that is there already, a duplicate. */
  public synchronized void plantKey(KeyRef key, boolean extractable) {
    keys.put(nextHandle++, FakeKey.generate(key, extractable));
  }

  /** Destroys the keys with that number behind the vault's back; the number object stays. */
  public synchronized void removeKey(KeyRef key) {
    keys.values().removeIf(there -> there.facts().key().equals(key));
  }

  public String label() {
    return label;
  }

  synchronized boolean isPresent() {
    return present;
  }

  synchronized boolean isFull() {
    return full;
  }

  synchronized Map<Long, FakeKey> keys() {
    return keys;
  }

  synchronized void writeKeyNumber(int number) {
    keyNumber = number;
  }

  synchronized boolean offers(WrapMechanism mechanism) {
    return mechanisms.contains(mechanism);
  }

  /** What {@code C_Login} answers; null if the PIN is right. */
  synchronized @Nullable String checkPin(SecretChars given) {
    logins++;
    if (wrongPins >= tries) {
      return "CKR_PIN_LOCKED";
    }
    char[] chars = given.toCharArray(SecretAccess.granted());
    try {
      if (Arrays.equals(chars, pin)) {
        wrongPins = 0;
        return null;
      }
    } finally {
      Arrays.fill(chars, '\0');
    }
    wrongPins++;
    return "CKR_PIN_INCORRECT";
  }

  synchronized TokenFacts facts() {
    return new TokenFacts(
        label,
        serial,
        "Holdfast",
        "Fake",
        "1.0",
        slot,
        "Fake HSM 1.0",
        pinState(),
        SessionCounts.UNKNOWN,
        mechanisms);
  }

  private PinState pinState() {
    if (wrongPins >= tries) {
      return PinState.LOCKED;
    }
    if (wrongPins == tries - 1) {
      return PinState.FINAL_TRY;
    }
    return wrongPins > 0 ? PinState.COUNT_LOW : PinState.OK;
  }
}
