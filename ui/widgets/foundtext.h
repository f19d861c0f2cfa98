#pragma once

#include <QByteArrayView>
#include <QString>

class QPainter;
class QRect;

namespace console {

class Theme;

/// One line of text in which what was searched is marked. A value.
struct FoundText
{
    QString text;
    QString searched; ///< in whatever case; empty: nothing is marked
    qsizetype from = 0; ///< what stands before it is not looked at
    Qt::TextElideMode elide = Qt::ElideRight;
    Qt::Alignment side = Qt::AlignLeft;
};

/// Which part of an id is cut first: the host, where it has one, else the middle.
Qt::TextElideMode elideModeOf(QByteArrayView id);

/// In the painter's font and colour, as much as there is room for; what was cut away is not marked. Answers
/// the width in pixels.
int drawFoundText(QPainter *painter, const QRect &rect, const FoundText &text, const Theme *theme);

} // namespace console
