package org.holdfast.persistence.object;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** Which data key row counts for a version; kept by triggers, written by nobody else. */
@Entity
@Immutable
@Table(schema = "node", name = "data_key_current")
class CurrentDataKeyEntity {

  @Id
  @Column(name = "version_id")
  UUID versionId;

  @Column(name = "data_key_id", nullable = false)
  UUID dataKeyId;

  @Column(name = "master_key_id", nullable = false)
  UUID masterKeyId;
}
