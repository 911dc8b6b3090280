package org.holdfast.domain.home;

import java.util.Arrays;

/** The files that Root of Trust operations replace, by their path below the home folder. */
public enum HomeFile {
  /** {@code HSM_ENABLED}, {@code HSM_PROVIDER}, {@code HSM_KEY_EXTRACTABLE} (S40, S101). */
  SECURITY_CONF("etc/security.conf"),
  /** The wallet: PKCS#12 with the master keys, under the wallet password. */
  WALLET("tde/ewallet.p12"),
  /** The wallet password under the recovery passphrase; passphrase mode only. */
  PASSPHRASE_WALLET_PASSWORD("tde/enctdepwd"),
  /** The wallet password under the key file; passphrase mode only. */
  AUTO_LOGIN("tde/cwallet.sso"),
  /** The HSM credential, vendor and token label under the key file (S29). */
  HSM_CREDENTIAL("hsm/wallet/cwallet.sso"),
  /** The wallet password under the Root of Trust key; HSM mode only. */
  HSM_WALLET_PASSWORD("hsm/wallet/enctdepwd"),
  /** For restores: under the recovery passphrase, what the HSM wrapped; HSM mode only. */
  RESTORE_WALLET("hsm/restore/ewallet.p12");

  private final String path;

  HomeFile(String path) {
    this.path = path;
  }

  /** Relative to the home folder, with forward slashes. */
  public String path() {
    return path;
  }

  /**
   * @throws IllegalArgumentException if no file has this path
   */
  public static HomeFile ofPath(String path) {
    return Arrays.stream(values())
        .filter(file -> file.path.equals(path))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(path));
  }
}
