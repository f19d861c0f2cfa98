#pragma once

#include "ui/models/profiledraft.h"

#include <QWidget>

class QCheckBox;
class QGridLayout;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QSpinBox;

namespace console {

class Theme;
class ThemedLabel;

/// The fields of one connection, with what is wrong with each beneath it. Knows no store.
class ConnectionForm : public QWidget
{
    Q_OBJECT
public:
    explicit ConnectionForm(const Theme *theme, QWidget *parent = nullptr);

    void setDraft(const ProfileDraft &draft);
    void writeTo(ProfileDraft &draft) const;
    void setValue(const Secret &value); ///< arrived from where it is kept
    void setProblems(const DraftProblems &problems);
    /// Why the keychain cannot be used; empty: it can.
    void setStorageNotice(const QString &problem);
    void focusAddress();
    void focusHeaderValue(); ///< all of it selected, to be typed over

signals:
    void edited(); ///< by the user

private:
    QLineEdit *addEdit(const QString &label, QGridLayout *grid, int columns = 2);
    ThemedLabel *addProblem(QGridLayout *grid);
    void addLargestMessage(QGridLayout *grid);
    QWidget *authorization();
    QWidget *trust();
    QWidget *pinBox();
    void takeAddressApart();
    void browse();
    void arrange();
    void showProblem(QLineEdit *edit, ThemedLabel *label, const QString &text);

    const Theme *m_theme;
    QList<Pin> m_pins;
    Secret m_value;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_address = nullptr;
    QLineEdit *m_headerName = nullptr;
    QLineEdit *m_headerValue = nullptr;
    QLineEdit *m_authority = nullptr;
    QSpinBox *m_largestMessage = nullptr;
    QCheckBox *m_sendsHeader = nullptr;
    QPushButton *m_show = nullptr;
    QRadioButton *m_keychain = nullptr;
    QRadioButton *m_session = nullptr;
    QWidget *m_headerBox = nullptr;
    QWidget *m_pinBox = nullptr;
    ThemedLabel *m_pinSubject = nullptr;
    ThemedLabel *m_pinText = nullptr;
    ThemedLabel *m_nameProblem = nullptr;
    ThemedLabel *m_addressProblem = nullptr;
    ThemedLabel *m_headerNameProblem = nullptr;
    ThemedLabel *m_headerValueProblem = nullptr;
    ThemedLabel *m_authorityProblem = nullptr;
    ThemedLabel *m_storageNotice = nullptr;
};

} // namespace console
