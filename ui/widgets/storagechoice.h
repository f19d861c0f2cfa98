#pragma once

#include "lib/profile/profile.h"

#include <QComboBox>

namespace console {

/// Where a secret is kept.
class StorageChoice : public QComboBox
{
    Q_OBJECT
public:
    explicit StorageChoice(QWidget *parent = nullptr);

    void setStorage(SecretStorage storage);
    SecretStorage storage() const;

signals:
    void edited();
};

} // namespace console
