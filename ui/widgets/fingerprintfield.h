#pragma once

#include "ui/widgets/theme.h"

#include <QWidget>

namespace console {

class IconLabel;
class ThemedLabel;

/// Takes the fingerprint that the operator gave, and shows what comparing it found.
class FingerprintField : public QWidget
{
    Q_OBJECT
public:
    explicit FingerprintField(const Theme *theme, QWidget *parent = nullptr);
    /// @param icon  empty: none
    void setVerdict(const QString &text, const QString &icon = {}, ColourRole role = &Colours::text3);

signals:
    void changed(const QString &expected);

private:
    IconLabel *m_icon;
    ThemedLabel *m_verdict;
};

} // namespace console
