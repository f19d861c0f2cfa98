#pragma once

#include "ui/widgets/panel.h"

#include "lib/connection/pin.h"

namespace console {

/// A pinned certificate of a connection: who it is made out to, since when and by whom, its fingerprint.
class PinBox : public Panel
{
    Q_OBJECT
public:
    PinBox(const Theme *theme, const Pin &pin, QWidget *parent = nullptr);

signals:
    void viewRequested();
    void replaceRequested();
    void removeRequested();

private:
    QWidget *texts(const Theme *theme, const Pin &pin);
    void addButton(const QString &text, const QString &name, void (PinBox::*signal)());
};

} // namespace console
