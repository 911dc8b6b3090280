package org.holdfast.server.home;

import java.security.SecureRandom;
import java.util.Base64;

/** Passwords that the launcher makes. */
public final class RandomText {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** No 0 and O, no 1, l and I: people type these from a screen. */
  private static final String LETTERS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final int GROUPS = 5;
  private static final int GROUP = 5;

  private RandomText() {}

  /** 192 random bits, for programs. */
  public static String token() {
    byte[] bytes = new byte[24];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * More than 140 random bits in groups, for people; has letters of both cases, a digit and a
   * hyphen, whatever rule asks for them.
   */
  public static String password() {
    while (true) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < GROUPS * GROUP; i++) {
        if (i > 0 && i % GROUP == 0) {
          text.append('-');
        }
        text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
      }
      if (text.chars().anyMatch(Character::isDigit)
          && text.chars().anyMatch(Character::isUpperCase)
          && text.chars().anyMatch(Character::isLowerCase)) {
        return text.toString();
      }
    }
  }

  /** A PIN for a token: digits only, as some tokens want. */
  public static String pin() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      text.append(RANDOM.nextInt(10));
    }
    return text.toString();
  }
}
