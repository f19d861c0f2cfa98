#pragma once

#include <QSplitter>

namespace console {

/// A splitter whose handle is one pixel to look at and seven to grab.
class Splitter : public QSplitter
{
    Q_OBJECT
public:
    explicit Splitter(Qt::Orientation orientation, QWidget *parent = nullptr);

protected:
    QSplitterHandle *createHandle() override;
};

} // namespace console
