package org.holdfast.web.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.syslog.SyslogReceiver.Transport;
import org.holdfast.ejb.syslog.ManageSyslog;
import org.holdfast.web.json.RequestBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyslogResourceTest {

  private static final String GOOD = "{'host':'log.example','port':6514,'transport':'TLS'}";

  @Test
  void drafts_areAsSent() {
    assertThat(read(GOOD + ",{'host':'2001:db8::1','port':514,'transport':'tcp'}"))
        .containsExactly(
            new ManageSyslog.Draft("log.example", 6514, Transport.TLS, null),
            new ManageSyslog.Draft("2001:db8::1", 514, Transport.TCP, null));
  }

  /** Whoever sent five receivers is to find the one that is wrong. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ca   | {'host':'a','port':6514,'transport':'TLS','ca':'no certificate'}",
        "ca   | {'host':'a','port':6514,'transport':'TLS','ca':'-----BEGIN CERTIFICATE-----'}",
        "ca   | {'host':'a','port':514,'transport':'TCP','ca':'goes with TLS alone'}",
        "host | {'host':'no host','port':6514,'transport':'TLS'}",
        "port | {'host':'a','port':65536,'transport':'TLS'}",
        "transport | {'host':'a','port':514,'transport':'UDP'}"
      })
  void drafts_wrong_areRefusedByTheirPlace(String field, String wrong) {
    assertThatThrownBy(() -> read(GOOD + "," + wrong))
        .isInstanceOfSatisfying(
            VaultException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.INPUT_INVALID);
              assertThat(refused.field()).isEqualTo("receivers[1]." + field);
            });
  }

  private static List<ManageSyslog.Draft> read(String receivers) {
    String json = "{'receivers':[" + receivers + "]}";
    try (RequestBody body =
        RequestBody.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))) {
      return SyslogResource.drafts(body);
    }
  }
}
