#pragma once

#include "ui/models/profiledraft.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace console {

class Theme;

/// A field for a secret: dots until Show is pressed. Bytes that are no text stay as they are until someone
/// types.
class SecretField : public QWidget
{
    Q_OBJECT
public:
    /// `what`: "the header value", for the button that shows it.
    SecretField(const Theme *theme, const QString &what, QWidget *parent = nullptr);

    void setSecret(const DraftSecret &secret); ///< hides it again
    /// It arrived from where it is kept: shown unless the user was faster.
    void adopt(const DraftSecret &secret);
    DraftSecret secret() const;
    /// What stands in the empty field when there is no value.
    void setHint(const QString &hint);
    QLineEdit *edit() const { return m_edit; }

signals:
    void edited();

private:
    void showHint();

    DraftSecret m_secret;
    QString m_hint;
    QLineEdit *m_edit;
    QPushButton *m_show;
};

} // namespace console
