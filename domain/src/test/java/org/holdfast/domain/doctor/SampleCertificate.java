package org.holdfast.domain.doctor;

/** A certificate whose time is over. */
final class SampleCertificate {

  /** Of a test authority; its key was thrown away. */
  static final String EXPIRED =
      """
      -----BEGIN CERTIFICATE-----
      MIIBajCCARGgAwIBAgIIc2RsDbFBnDMwCgYIKoZIzj0EAwIwKjEQMA4GA1UECxMH
      ZXhwaXJlZDEWMBQGA1UEAxMNSG9sZGZhc3QgdGVzdDAeFw0yNjEwMjIxODQzNTJa
      Fw0yNjEwMjUxODQzNTJaMCoxEDAOBgNVBAsTB2V4cGlyZWQxFjAUBgNVBAMTDUhv
      bGRmYXN0IHRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQP806b8a5iRsde
      u7WViYtNU32ilmB0zi4FeJ4yr2wrX2CbQfv7j+H5LAaqYDd2uwZlfDDb/i8SQiMa
      IlsVc61uoyEwHzAdBgNVHQ4EFgQUxXKZCqg+rSBVtx5pQdA7pSFimqgwCgYIKoZI
      zj0EAwIDRwAwRAIgLPoAhnDbZGel+W1gJ6kpJmWQWZ1Cd8iApEPla4HNAnUCIFhh
      oIYWOFXTxQQn5++ISldED63zN9fSSq13pTMo4ef6
      -----END CERTIFICATE-----
      """;

  private SampleCertificate() {}
}
