package org.holdfast.web.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.SecurityObjectRepository.Count;
import org.junit.jupiter.api.Test;

class ObjectChartTest {

  @Test
  void bars_areByType_onTheLongestOnesScale_withoutWhatIsDestroyed() {
    ObjectChart chart =
        ObjectChart.of(
            List.of(
                new Count(ObjectType.SYMMETRIC_KEY, ObjectState.ACTIVE, 150),
                new Count(ObjectType.SYMMETRIC_KEY, ObjectState.PRE_ACTIVE, 30),
                new Count(ObjectType.SYMMETRIC_KEY, ObjectState.COMPROMISED, 20),
                new Count(ObjectType.SYMMETRIC_KEY, ObjectState.DESTROYED, 900),
                new Count(ObjectType.CERTIFICATE, ObjectState.ACTIVE, 1),
                new Count(ObjectType.SECRET_DATA, ObjectState.DESTROYED, 3)));

    assertThat(chart.total()).isEqualTo(201);
    assertThat(chart.bars())
        .containsExactly(
            new ObjectChart.Bar(ObjectType.CERTIFICATE, 1, 1, 1, 0, 0),
            new ObjectChart.Bar(ObjectType.SYMMETRIC_KEY, 200, 150, 75, 15, 10));
  }

  @Test
  void ofNothing_hasNoBars() {
    assertThat(ObjectChart.of(List.of())).isEqualTo(new ObjectChart(List.of(), 0));
  }
}
