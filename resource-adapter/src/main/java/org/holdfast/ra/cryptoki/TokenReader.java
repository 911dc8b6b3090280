package org.holdfast.ra.cryptoki;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_CLOCK_ON_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_COUNT_LOW;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_FINAL_TRY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_LOCKED;

import java.time.Instant;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import org.holdfast.domain.hsm.PinState;
import org.holdfast.domain.hsm.SessionCounts;
import org.holdfast.domain.hsm.TokenFacts;
import org.holdfast.domain.hsm.WrapMechanism;
import org.jspecify.annotations.Nullable;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.Slot;
import org.xipki.pkcs11.wrapper.TokenInfo;

/** Reads what a token says of itself; needs no login. */
final class TokenReader {

  /** {@code CK_EFFECTIVELY_INFINITE} (PKCS#11 v2.40, 3.2). */
  private static final long CK_EFFECTIVELY_INFINITE = 0;

  private TokenReader() {}

  static TokenFacts facts(Library library, Slot slot) throws PKCS11Exception {
    TokenInfo info = slot.getToken().getTokenInfo();
    return new TokenFacts(
        info.getLabel().strip(),
        info.getSerialNumber().strip(),
        info.getManufacturerID().strip(),
        info.getModel().strip(),
        info.getFirmwareVersion().toString(),
        slot.getSlotID(),
        library.describe(),
        pinState(info),
        new SessionCounts(count(info.getSessionCount()), most(info.getMaxSessionCount())),
        wrapMechanisms(slot),
        time(info));
  }

  /** {@code utcTime} counts only where the token has a clock (PKCS#11 v2.40, 3.2). */
  private static @Nullable Instant time(TokenInfo info) {
    return info.hasFlagBit(CKF_CLOCK_ON_TOKEN) ? info.getTime() : null;
  }

  /** The ways to wrap whose mechanism the token offers for both directions. */
  static Set<WrapMechanism> wrapMechanisms(Slot slot) {
    Set<WrapMechanism> offered = EnumSet.noneOf(WrapMechanism.class);
    for (WrapMechanism candidate : WrapMechanism.values()) {
      if (WrapMethod.of(candidate).isOffered(slot)) {
        offered.add(candidate);
      }
    }
    return offered;
  }

  private static OptionalLong count(long value) {
    return isUnavailable(value) ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static OptionalLong most(long value) {
    return value == CK_EFFECTIVELY_INFINITE ? OptionalLong.empty() : count(value);
  }

  /** {@code CK_UNAVAILABLE_INFORMATION} is all ones, which the wrapper may give as 32 bits. */
  private static boolean isUnavailable(long value) {
    return value == -1 || value == 0xFFFF_FFFFL;
  }

  private static PinState pinState(TokenInfo info) {
    if (info.hasFlagBit(CKF_USER_PIN_LOCKED)) {
      return PinState.LOCKED;
    }
    if (info.hasFlagBit(CKF_USER_PIN_FINAL_TRY)) {
      return PinState.FINAL_TRY;
    }
    return info.hasFlagBit(CKF_USER_PIN_COUNT_LOW) ? PinState.COUNT_LOW : PinState.OK;
  }
}
