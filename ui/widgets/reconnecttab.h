#pragma once

#include "ui/models/profiledraft.h"
#include "ui/widgets/formpage.h"

class QCheckBox;

namespace console {

/// Whether a lost connection comes back by itself, and what that means, in words.
class ReconnectTab : public FormPage
{
    Q_OBJECT
public:
    explicit ReconnectTab(const Theme *theme, QWidget *parent = nullptr);

    void setDraft(const ProfileDraft &draft);
    void writeTo(ProfileDraft &draft) const;

signals:
    void edited(); ///< by the user

private:
    void addSwitch();
    void addCases(const QString &title, const QStringList &cases, const QString &icon, ColourRole role);

    QCheckBox *m_reconnects = nullptr;
};

} // namespace console
