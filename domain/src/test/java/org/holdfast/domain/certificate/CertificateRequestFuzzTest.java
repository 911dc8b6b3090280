package org.holdfast.domain.certificate;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Pem;
import org.holdfast.domain.secret.Bytes;

/**
 * Whatever the bytes, nothing but CERTIFICATE_REQUEST_INVALID comes out. In the ordinary run this
 * replays the corpus that lies beside it; with {@code JAZZER_FUZZ=1} it looks for more.
 */
class CertificateRequestFuzzTest {

  @FuzzTest(maxDuration = "1m")
  void pem(byte[] input) {
    parse(Bytes.of(input));
  }

  @FuzzTest(maxDuration = "1m")
  void der(byte[] input) {
    parse(
        Bytes.of(
            Pem.write("CERTIFICATE REQUEST", Bytes.of(input)).getBytes(StandardCharsets.US_ASCII)));
  }

  private static void parse(Bytes pem) {
    try {
      CertificateRequest.parse(pem);
    } catch (VaultException e) {
      if (e.code() != ErrorCode.CERTIFICATE_REQUEST_INVALID) {
        throw e;
      }
    }
  }
}
