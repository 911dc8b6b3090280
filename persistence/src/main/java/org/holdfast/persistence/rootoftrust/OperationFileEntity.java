package org.holdfast.persistence.rootoftrust;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.holdfast.domain.home.HomeFile;
import org.jspecify.annotations.Nullable;

@Entity
@Table(schema = "node", name = "operation_file")
class OperationFileEntity {

  @Embeddable
  record Id(@Column(name = "operation_id") UUID operationId, @Column(name = "path") String path)
      implements Serializable {}

  @EmbeddedId
  @Column(nullable = false)
  Id id;

  byte @Nullable [] sha256;

  static OperationFileEntity from(UUID operation, HomeFile file, byte @Nullable [] sha256) {
    OperationFileEntity row = new OperationFileEntity();
    row.id = new Id(operation, file.path());
    row.sha256 = sha256;
    return row;
  }

  HomeFile file() {
    return HomeFile.ofPath(id.path());
  }
}
