#pragma once

#include "ui/models/profiledraft.h"

#include <QWidget>

class QLineEdit;
class QRadioButton;
class QVBoxLayout;

namespace console {

class FieldProblem;
class FileField;
class Theme;
class ThemedLabel;

/// Which server certificates a connection accepts: the rule, the authority's file, the pins.
class TrustGroup : public QWidget
{
    Q_OBJECT
public:
    explicit TrustGroup(const Theme *theme, QWidget *parent = nullptr);

    void setDraft(const ProfileDraft &draft);
    void writeTo(ProfileDraft &draft) const;
    void setProblems(const DraftProblems &problems);
    bool focusProblem();
    void focusRule();

signals:
    void edited(); ///< by the user

private:
    QRadioButton *addRule(const QString &text, const QString &why);
    void addAuthority();
    void addPins();
    QWidget *addTaken();
    QWidget *indented(QWidget *content);
    TrustRule rule() const;
    void arrange();
    void showPins();
    void show(const Pin &pin);
    void takeAway(const Pin &pin, const QString &what);
    void giveBack();
    void pinTyped();
    void sayIfIncomplete();

    const Theme *m_theme;
    QVBoxLayout *m_rows;
    QList<Pin> m_pins;
    QList<Pin> m_before; ///< the last one was taken away; empty: none was
    QRadioButton *m_authorities = nullptr;
    QRadioButton *m_authorityFile = nullptr;
    QRadioButton *m_pinned = nullptr;
    QWidget *m_authorityBox = nullptr;
    FileField *m_file = nullptr;
    FieldProblem *m_fileProblem = nullptr;
    QWidget *m_pinArea = nullptr;
    QVBoxLayout *m_pinBoxes = nullptr;
    ThemedLabel *m_noPins = nullptr;
    QWidget *m_taken = nullptr;
    ThemedLabel *m_takenText = nullptr;
    QLineEdit *m_fingerprint = nullptr;
    FieldProblem *m_fingerprintProblem = nullptr;
};

} // namespace console
